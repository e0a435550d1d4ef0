using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Infrastructure;
using StackExchange.Redis;

namespace EfCache.Redis;

/// <summary>A connection that is made from a configuration, one for all that are written alike, as long as the process lives.</summary>
internal sealed record ConfiguredSource : RedisSource
{
    private static readonly ConcurrentDictionary<string, RedisConnection> Connections = new(StringComparer.Ordinal);

    // Options may be made for each scope, and are made of the same text then.
    private static readonly ConcurrentDictionary<string, ConfiguredSource> Parsed = new(StringComparer.Ordinal);

    private readonly ConfigurationOptions _configuration;

    private ConfiguredSource(ConfigurationOptions configuration)
    {
        _configuration = configuration;
        Text = configuration.ToString(includePassword: true);
    }

    /// <summary>With the password: never shown to anybody.</summary>
    private string Text { get; }

    /// <exception cref="ArgumentException">It names no server, or can't be read.</exception>
    public static ConfiguredSource Parse(string configuration) =>
        Parsed.TryGetValue(configuration, out var known) ? known : Parsed.GetOrAdd(configuration, Read);

    private static ConfiguredSource Read(string configuration)
    {
        ConfigurationOptions parsed;
        try
        {
            parsed = ConfigurationOptions.Parse(configuration);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            // The client's message may quote the password.
            throw new ArgumentException(
                "UseRedis: the configuration can't be read. It is a list like \"redis-1:6379,redis-2:6379,ssl=true,user=...,password=...\".",
                nameof(configuration)
            );
        }

        return Of(parsed);
    }

    /// <exception cref="ArgumentException">It names no server.</exception>
    public static ConfiguredSource Of(ConfigurationOptions configuration) =>
        configuration.EndPoints.Count > 0
            ? new ConfiguredSource(configuration)
            : throw new ArgumentException(
                "UseRedis: the configuration names no server. Begin it with a host and a port, like \"localhost:6379\".",
                nameof(configuration)
            );

    public override RedisConnection Open(IDbContextOptions options, TimeSpan syncTimeout) =>
        Connections.GetOrAdd(
            Text,
            static (_, of) => new RedisConnection(of._configuration, of.syncTimeout),
            (_configuration, syncTimeout)
        );

    public bool Equals(ConfiguredSource? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => nameof(ConfiguredSource);
}
