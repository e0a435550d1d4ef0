using Shop;
using Shop.Endpoints;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddShop();

    var app = builder.Build();
    app.UseAntiforgery();
    app.MapPages();
    app.MapCatalogChanges();
    app.MapCartChanges();

    await app.PrepareAsync();
    await app.StartAsync();
    Console.WriteLine($"The shop is open at {string.Join(" and ", app.Urls)} (Ctrl+C closes it)");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (ShopConfigurationException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
