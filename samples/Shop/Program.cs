using Shop;
using Shop.Data;
using Shop.Endpoints;

var builder = WebApplication.CreateBuilder(args);
builder.AddShop();

var app = builder.Build();
app.UseAntiforgery();
app.MapPages();
app.MapCatalogChanges();
app.MapCartChanges();

await using (var scope = app.Services.CreateAsyncScope())
{
    await ShopSeed.EnsureSeededAsync(scope.ServiceProvider.GetRequiredService<ShopContext>());
}

await app.StartAsync();
Console.WriteLine($"The shop is open at {string.Join(" and ", app.Urls)} (Ctrl+C closes it)");
await app.WaitForShutdownAsync();
