using EfCache.Redis.Tests.Servers;
using EfCache.Specification.Tests.Databases;

namespace EfCache.Shop.Tests.Instances;

/// <summary>Two processes of the shop that were started at once on a PostgreSQL server without their database, and on one Redis or none.</summary>
internal sealed class TwoShops : IAsyncDisposable
{
    /// <summary>For so long a Redis has to have run until something is filled.</summary>
    private static readonly TimeSpan UntilFilled = TimeSpan.FromSeconds(61);

    private readonly ShopDatabase _database;
    private readonly string _folder = ServerFolders.Create();
    private RedisServer? _redis;
    private RespProxy? _proxy;
    private ShopProcess? _first;
    private ShopProcess? _second;

    private TwoShops(PostgreSqlServer postgres) => _database = new ShopDatabase(postgres);

    /// <summary>Why there can't be two; null if there can.</summary>
    public static async Task<string?> WhyUnavailableAsync() =>
        (await PostgreSqlServer.SharedAsync()).WhyUnavailable ?? RedisProgram.WhyUnavailable;

    public ShopProcess First => _first!;

    public ShopProcess Second => _second!;

    public string DatabaseConnection => _database.Connection;

    public string? RedisConnection { get; private set; }

    /// <summary>With one Redis, behind a proxy that makes it usable at once.</summary>
    public static Task<TwoShops> StartAsync() =>
        StartAsync(async shops =>
        {
            shops._redis = await RedisServer.StartAsync();
            shops._proxy = RespProxy.Start(shops._redis);
            PretendedUptime.Pretend(shops._proxy);
            shops.RedisConnection = shops._proxy.EndPoint.ToString();
        });

    /// <summary>With one Redis, which takes a minute, and with nothing in between.</summary>
    public static Task<TwoShops> StartDirectlyAsync() =>
        StartAsync(async shops =>
        {
            shops._redis = await RedisServer.StartAsync();
            await Task.Delay(UntilFilled);
            shops.RedisConnection = shops._redis.Address;
        });

    /// <summary>Each with a store in its own process, of which the other knows nothing.</summary>
    public static Task<TwoShops> StartWithoutRedisAsync() => StartAsync(_ => Task.CompletedTask);

    public async ValueTask DisposeAsync()
    {
        _first?.Dispose();
        _second?.Dispose();
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }

        await _database.DisposeAsync();
    }

    private static async Task<TwoShops> StartAsync(Func<TwoShops, Task> startRedis)
    {
        var shops = new TwoShops(await PostgreSqlServer.SharedAsync());
        try
        {
            await startRedis(shops);
            var (first, second) = (shops.LaunchAsync(), shops.LaunchAsync());
            shops._first = await first;
            shops._second = await second;
            return shops;
        }
        catch
        {
            await shops.DisposeAsync();
            throw;
        }
    }

    private Task<ShopProcess> LaunchAsync() =>
        ShopProcess.StartAsync(
            _folder,
            [
                ("Postgres", DatabaseConnection),
                .. RedisConnection is { } redis ? [("Redis", redis)] : Array.Empty<(string, string)>(),
            ]
        );
}
