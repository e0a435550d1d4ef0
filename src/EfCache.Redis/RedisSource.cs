using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Redis;

/// <summary>Where a context's connection comes from. Two are equal when they give the same one.</summary>
internal abstract record RedisSource
{
    /// <summary>The connection, the same at each call.</summary>
    /// <param name="options">The context's, for the application's services.</param>
    /// <param name="syncTimeout">How long a sync command waits, for a connection that is made here.</param>
    public abstract RedisConnection Open(IDbContextOptions options, TimeSpan syncTimeout);
}
