using EfCache.Infrastructure;
using EfCache.Settings;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Turns on the second-level cache of a context.</summary>
public static class EfCacheDbContextOptionsBuilderExtensions
{
    /// <summary>
    /// Adds the second-level cache to the context: queries that say <c>Cacheable()</c> are served from the store, and every
    /// write of the context invalidates what it touches.
    /// </summary>
    /// <param name="optionsBuilder">The context's options; the order with <c>UseSqlite</c> and the like does not matter.</param>
    /// <param name="configure">
    /// The settings. By default, the in-process store that the process shares, 5 minutes to live, and no query cached unless
    /// it says so. Said twice, the second adds to the first.
    /// </param>
    /// <returns>The same builder, for chaining.</returns>
    public static DbContextOptionsBuilder AddSecondLevelCache(
        this DbContextOptionsBuilder optionsBuilder,
        Action<SecondLevelCacheOptionsBuilder>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);
        var present = optionsBuilder.Options.FindExtension<EfCacheOptionsExtension>();
        var builder = new SecondLevelCacheOptionsBuilder(present?.Settings ?? CacheSettings.Default);
        configure?.Invoke(builder);
        ((IDbContextOptionsBuilderInfrastructure)optionsBuilder).AddOrUpdateExtension(
            new EfCacheOptionsExtension(builder.Settings)
        );
        return optionsBuilder;
    }

    /// <inheritdoc cref="AddSecondLevelCache(DbContextOptionsBuilder, Action{SecondLevelCacheOptionsBuilder})"/>
    /// <typeparam name="TContext">The type of the context.</typeparam>
    public static DbContextOptionsBuilder<TContext> AddSecondLevelCache<TContext>(
        this DbContextOptionsBuilder<TContext> optionsBuilder,
        Action<SecondLevelCacheOptionsBuilder>? configure = null
    )
        where TContext : DbContext
    {
        AddSecondLevelCache((DbContextOptionsBuilder)optionsBuilder, configure);
        return optionsBuilder;
    }
}
