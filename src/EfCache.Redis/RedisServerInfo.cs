using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using EfCache.Storage.Remote;

namespace EfCache.Redis;

/// <summary>What a server says of itself.</summary>
/// <param name="Epoch">
/// Names its run, and the history that its data is of: a server that was a replica for a while comes back with another.
/// </param>
/// <param name="Uptime">At least as long as this.</param>
/// <param name="MayBePromoted">It may have been another server's replica since it started, or have its data from such a one.</param>
internal sealed record RedisServerInfo(Guid Epoch, TimeSpan Uptime, bool MayBePromoted)
{
    // Scripts that name their flags, EXPIRE GT, and INFO of several sections.
    private const int OldestMajorVersion = 7;

    // A century, in seconds: more would not fit everywhere.
    private const long LongestUptime = 100L * 365 * 24 * 60 * 60;

    /// <summary>Reads the sections "server" and "replication" of INFO.</summary>
    /// <exception cref="StoreUnavailableException">It is a replica, too old, or hides what is needed.</exception>
    public static RedisServerInfo Parse(ReadOnlySpan<char> info)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in info.EnumerateLines())
        {
            var colon = line.IndexOf(':');
            if (colon > 0)
            {
                values[line[..colon].ToString()] = line[(colon + 1)..].ToString();
            }
        }

        RefuseOld(values.GetValueOrDefault("redis_version", ""));
        if (values.GetValueOrDefault("role") == "slave")
        {
            throw new StoreUnavailableException("the server is a replica");
        }

        var run = Needed(values, "run_id");
        var history = values.GetValueOrDefault("master_replid", "");
        var seconds = long.TryParse(Needed(values, "uptime_in_seconds"), CultureInfo.InvariantCulture, out var uptime)
            // The difference of two times that were cut to seconds may be one too many.
            ? Math.Clamp(uptime - 1, 0, LongestUptime)
            : throw new StoreUnavailableException("the server's INFO has an uptime_in_seconds that is no number");
        var before = values.GetValueOrDefault("master_replid2", "");
        return new RedisServerInfo(
            EpochOf(run + history),
            TimeSpan.FromSeconds(seconds),
            MayBePromoted: before.AsSpan().ContainsAnyExcept('0')
        );
    }

    private static void RefuseOld(string version)
    {
        var dot = version.IndexOf('.', StringComparison.Ordinal);
        if (
            dot > 0
            && int.TryParse(version.AsSpan(0, dot), CultureInfo.InvariantCulture, out var major)
            && major < OldestMajorVersion
        )
        {
            throw new StoreUnavailableException(
                $"the server is Redis {version}: the cache needs 7.0 or later, or a server that is compatible with it"
            );
        }
    }

    private static string Needed(Dictionary<string, string> values, string name) =>
        values.GetValueOrDefault(name) is { Length: > 0 } value
            ? value
            : throw new StoreUnavailableException($"the server's INFO has no {name}, which the cache needs");

    private static Guid EpochOf(string run)
    {
        Span<byte> hash = stackalloc byte[16];
        XxHash128.Hash(MemoryMarshal.AsBytes(run.AsSpan()), hash);
        return new Guid(hash);
    }
}
