using System.Globalization;
using EfCache.Benchmarks.Interleaved;
using EfCache.Redis;
using EfCache.Storage;
using EfCache.Storage.Remote;
using StackExchange.Redis;

namespace EfCache.Benchmarks.Redis;

/// <summary>What an invalidation costs, mark and bump of a row and its table, by how many entries are in Redis.</summary>
internal static class RedisWriteComparison
{
    private static readonly int[] Entries = [100, 10_000, 1_000_000];

    public static void Run()
    {
        using var server = RedisProcess.Start();
        Series[] all = [.. Entries.Select((entries, i) => Open(server, entries, database: i))];
        Rounds.Run(all, rounds: 60, TimeSpan.FromMilliseconds(50));
        Console.WriteLine("| entries | median µs | p10–p90 µs | time ÷ the first |");
        Console.WriteLine("|---|--:|--:|--:|");
        foreach (var series in all)
        {
            Console.WriteLine(
                FormattableString.Invariant(
                    $"| {series.Name} | {series.Median / 1000:F1} | {series.P10 / 1000:F1}–{series.P90 / 1000:F1} | {series.TimeRatio(all[0]):F3} |"
                )
            );
        }
    }

    private static Series Open(RedisProcess server, int entries, int database)
    {
        var connection = new RedisConnection(server.Configuration, TimeSpan.FromSeconds(5));
        Fill(connection.Open(TimeSpan.FromSeconds(5)).GetDatabase(database), entries);
        var store = new RedisCacheStore(
            connection,
            "efcache",
            database,
            InvalidationFailure.BestEffort,
            RemoteStoreOptions.Default
        );
        var table = TagNames.Table("efcache", schema: null, "products");
        Tag[] tags = [TagNames.All(table), TagNames.Row(table, ["id"], ["5"])];
        return new Series(
            entries.ToString("N0", CultureInfo.InvariantCulture),
            async () =>
            {
                var writer = WriterId.Next();
                await store.MarkAsync(writer, tags, TimeSpan.FromSeconds(60), CancellationToken.None);
                await store.BumpAsync(writer, tags);
            }
        );
    }

    private static void Fill(IDatabase redis, int entries)
    {
        var payload = new byte[300];
        for (var i = 0; i < entries; i++)
        {
            redis.StringSet(
                $"efcache:e:products:{i}",
                payload,
                TimeSpan.FromHours(1),
                flags: CommandFlags.FireAndForget
            );
        }

        redis.Ping();
    }
}
