using System.Net;

namespace EfCache.Shop.Tests.Instances;

/// <summary>A visitor with cookies. Redirections are not followed, so that a write is one request.</summary>
internal sealed class ShopVisitor : IDisposable
{
    private readonly HttpClient _client;
    private string? _token;

    public ShopVisitor(Uri address)
        : this(address, new CookieContainer()) { }

    /// <param name="address">The instance's.</param>
    /// <param name="cookies">Those of the visitor, who may visit other instances, too: cookies know no ports.</param>
    public ShopVisitor(Uri address, CookieContainer cookies)
    {
        var handler = new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        _client = new HttpClient(handler) { BaseAddress = address };
    }

    public async Task<ShopPage> GetAsync(string path)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative));
        return new ShopPage(response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Posts a form as a browser does. When this has ended the write is acknowledged.</summary>
    public async Task WriteAsync(string action, params (string Name, string Value)[] fields)
    {
        _token ??= (await GetAsync("/")).Token;
        using var content = new FormUrlEncodedContent([
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
            KeyValuePair.Create(ShopPage.TokenField, _token),
        ]);
        using var response = await _client.PostAsync(new Uri(action, UriKind.Relative), content);
        if (response.StatusCode != HttpStatusCode.Redirect)
        {
            Assert.Fail($"{action}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
    }

    public void Dispose() => _client.Dispose();
}
