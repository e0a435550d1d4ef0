using EfCache.Infrastructure;
using EfCache.Settings;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the second-level cache's services for contexts that bring their own internal service provider.</summary>
public static class EfCacheServiceCollectionExtensions
{
    /// <summary>
    /// Adds the second-level cache to a service provider that contexts use through <c>UseInternalServiceProvider</c>. Other
    /// contexts do not need this: <c>AddSecondLevelCache()</c> on their options is enough.
    /// </summary>
    /// <param name="services">The services, with the database provider's own (<c>AddEntityFrameworkSqlite()</c> and the like).</param>
    /// <param name="configure">
    /// The settings of contexts whose options do not have <c>AddSecondLevelCache</c>. By default, the in-process store and no
    /// query cached unless it says so.
    /// </param>
    /// <returns>The same services, for chaining.</returns>
    /// <exception cref="InvalidOperationException">The database provider's services are not there yet.</exception>
    public static IServiceCollection AddEfCacheServices(
        this IServiceCollection services,
        Action<SecondLevelCacheOptionsBuilder>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        if (!EfCacheServices.HasDatabaseProvider(services))
        {
            throw new InvalidOperationException(
                "AddEfCacheServices() decorates the database provider's services: call it after the provider's own "
                    + "AddEntityFramework... method."
            );
        }

        var builder = new SecondLevelCacheOptionsBuilder(CacheSettings.Default);
        configure?.Invoke(builder);
        EfCacheServices.Add(services).Settings = builder.Settings;
        return services;
    }
}
