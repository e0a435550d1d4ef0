namespace EfCache.Shop.Tests.Instances;

/// <summary>Two instances on one Redis for a class of tests, each of which has products of its own.</summary>
public sealed class TwoShopsFixture : IAsyncLifetime
{
    private TwoShops? _shops;
    private string? _whyUnavailable;

    /// <summary>Skips the test that asks where a server is missing, unless that is a failure.</summary>
    internal TwoShops Shops
    {
        get
        {
            Assert.SkipWhen(_whyUnavailable is not null, _whyUnavailable ?? "");
            return _shops!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        _whyUnavailable = await TwoShops.WhyUnavailableAsync();
        if (_whyUnavailable is null)
        {
            _shops = await TwoShops.StartAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_shops is not null)
        {
            await _shops.DisposeAsync();
        }
    }
}
