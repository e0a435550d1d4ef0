using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Infrastructure;
using StackExchange.Redis;

namespace EfCache.Redis;

/// <summary>A connection that somebody else made.</summary>
internal sealed record GivenSource(IConnectionMultiplexer Multiplexer) : RedisSource
{
    private static readonly ConditionalWeakTable<IConnectionMultiplexer, RedisConnection> Connections = [];

    public override RedisConnection Open(IDbContextOptions options, TimeSpan syncTimeout) => Of(Multiplexer);

    public static RedisConnection Of(IConnectionMultiplexer multiplexer) =>
        Connections.GetValue(multiplexer, static of => new RedisConnection(of));
}
