using System.Collections.Frozen;
using EfCache.Interception;
using EfCache.Settings;
using EfCache.Update;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EfCache.Infrastructure;

/// <summary>Puts the cache's decorators around the database provider's services.</summary>
internal static class EfCacheServices
{
    /// <summary>The services that are decorated: replacing one of them afterwards would drop its decorator.</summary>
    public static readonly FrozenSet<Type> Decorated = new[]
    {
        typeof(IQuerySqlGeneratorFactory),
        typeof(IRelationalParameterBasedSqlProcessorFactory),
        typeof(IRelationalCommandBuilderFactory),
        typeof(IBatchExecutor),
        typeof(IRelationalDatabaseCreator),
    }.ToFrozenSet();

    public static bool HasDatabaseProvider(IServiceCollection services) =>
        services.Any(service => service.ServiceType == typeof(IDatabaseProvider));

    /// <summary>Adds everything, once: a second call changes nothing.</summary>
    public static EfCacheServicesMarker Add(IServiceCollection services)
    {
        if (
            services.FirstOrDefault(service => service.ServiceType == typeof(EfCacheServicesMarker)) is { } present
            && present.ImplementationInstance is EfCacheServicesMarker marker
        )
        {
            return marker;
        }

        marker = new EfCacheServicesMarker();
        services.AddSingleton(marker);
        services.AddScoped(SettingsOf);
        services.AddSingleton<DatabaseProviderName>();
        services.AddScoped<CacheSession>();
        services.AddScoped<PendingWrites>();
        services.AddScoped<IOwnWrites>(provider => provider.GetRequiredService<PendingWrites>());
        services.AddScoped<IResettableService>(provider => provider.GetRequiredService<PendingWrites>());
        services.AddScoped<TrackedPartitions>();
        services.AddScoped<IResettableService>(provider => provider.GetRequiredService<TrackedPartitions>());
        services.AddSingleton<IInterceptor, QueryExpressionDoor>();
        services.AddSingleton<IInterceptor, TransactionDoor>();
        services.AddScoped<CommandDoor>();
        services.AddScoped(CommandDoor.CreateIfNeeded);
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IConventionSetPlugin, CacheConventionSetPlugin>());

        Decorate<IQuerySqlGeneratorFactory>(
            services,
            (provider, inner) =>
                new CachingSqlGeneratorFactory(
                    inner,
                    provider.GetRequiredService<QuerySqlGeneratorDependencies>(),
                    provider.GetRequiredService<ISqlGenerationHelper>()
                )
        );
        Decorate<IRelationalParameterBasedSqlProcessorFactory>(
            services,
            (provider, inner) =>
                new CachingSqlProcessorFactory(
                    inner,
                    provider.GetRequiredService<RelationalParameterBasedSqlProcessorDependencies>(),
                    provider.GetRequiredService<ICurrentDbContext>(),
                    provider.GetRequiredService<IDatabaseProvider>()
                )
        );
        Decorate<IRelationalCommandBuilderFactory>(
            services,
            (provider, inner) =>
                new CachingCommandBuilderFactory(inner, provider.GetRequiredService<IDatabaseProvider>())
        );
        // These two are made for every context, most of which only read: they ask for the write side when they write.
        Decorate<IBatchExecutor>(services, (provider, inner) => new CachingBatchExecutor(inner, provider));
        Decorate<IRelationalDatabaseCreator>(
            services,
            (provider, inner) =>
                new CachingDatabaseCreator(
                    inner,
                    provider.GetRequiredService<RelationalDatabaseCreatorDependencies>(),
                    provider
                )
        );
        return marker;
    }

    private static CacheSettings SettingsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IDbContextOptions>().FindExtension<EfCacheOptionsExtension>()?.Settings
        ?? provider.GetRequiredService<EfCacheServicesMarker>().Settings
        ?? CacheSettings.Default;

    private static void Decorate<TService>(
        IServiceCollection services,
        Func<IServiceProvider, TService, TService> decorate
    )
        where TService : class
    {
        for (var i = 0; i < services.Count; i++)
        {
            var descriptor = services[i];
            if (descriptor.ServiceType != typeof(TService) || descriptor.IsKeyedService)
            {
                continue;
            }

            var create = FactoryOf(descriptor);
            services[i] = new ServiceDescriptor(
                typeof(TService),
                provider => decorate(provider, (TService)create(provider)),
                descriptor.Lifetime
            );
        }
    }

    private static Func<IServiceProvider, object> FactoryOf(ServiceDescriptor descriptor)
    {
        if (descriptor.ImplementationInstance is { } instance)
        {
            return _ => instance;
        }

        if (descriptor.ImplementationFactory is { } factory)
        {
            return factory;
        }

        // Compiled once: some of what is decorated is made for every context.
        var create = ActivatorUtilities.CreateFactory(descriptor.ImplementationType!, Type.EmptyTypes);
        return provider => create(provider, null);
    }
}
