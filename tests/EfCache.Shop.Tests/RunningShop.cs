using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shop.Data;

namespace EfCache.Shop.Tests;

/// <summary>The shop as it runs, over HTTP, but for its connection, which counts, and its store, which is its own.</summary>
internal sealed class RunningShop : IAsyncDisposable
{
    private readonly DatabaseActivity _activity = new();
    private readonly CountingSqliteConnection _connection;
    private readonly WebApplicationFactory<ShopContext> _factory;
    private readonly HttpClient _visitor;

    public RunningShop(SeededDatabase database)
    {
        _connection = new CountingSqliteConnection($"Data Source={database.MakeCopy()};Pooling=False", _activity);
        _factory = new WebApplicationFactory<ShopContext>().WithWebHostBuilder(host =>
            host.ConfigureServices(services =>
                services.ConfigureDbContext<ShopContext>(options =>
                    options
                        .UseSqlite(_connection)
                        .AddSecondLevelCache(cache => cache.UseInProcessStore(new InProcessStore()))
                )
            )
        );
        _visitor = _factory.CreateClient();
        _activity.Reset();
    }

    public async Task<ShopVisit> GetAsync(string path) =>
        await VisitAsync(() => _visitor.GetAsync(new Uri(path, UriKind.Relative)));

    /// <summary>Posts a form of a page as a browser does, with the page's token, and follows the redirection.</summary>
    public async Task<ShopVisit> PostAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        var form = await GetAsync(page);
        return await PostAsync(action, [.. fields, (ShopPage.TokenField, form.Token)]);
    }

    public Task<ShopVisit> PostWithoutTokenAsync(string action, params (string Name, string Value)[] fields) =>
        PostAsync(action, fields);

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _factory.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task<ShopVisit> PostAsync(string action, (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(
            fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))
        );
        return await VisitAsync(() => _visitor.PostAsync(new Uri(action, UriKind.Relative), content));
    }

    private async Task<ShopVisit> VisitAsync(Func<Task<HttpResponseMessage>> send)
    {
        _activity.Reset();
        using var response = await send();
        var html = await response.Content.ReadAsStringAsync();
        return new ShopVisit(response.StatusCode, html, _activity.Commands, _activity.Openings);
    }
}
