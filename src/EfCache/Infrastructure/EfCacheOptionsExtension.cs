using EfCache.Settings;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace EfCache.Infrastructure;

/// <summary>Carries the settings in a context's options, and brings the cache's services to EF Core's internal provider.</summary>
/// <remarks>
/// The services know nothing of the settings, so contexts with different settings share one internal provider, and with it
/// their compiled queries: the settings are read per context.
/// </remarks>
internal sealed class EfCacheOptionsExtension : IDbContextOptionsExtension
{
    // EF calls Validate for all extensions right before ApplyServices, on the same thread: the only way from here to the
    // other extensions.
    [ThreadStatic]
    private static IDbContextOptions? _optionsInValidation;

    public EfCacheOptionsExtension(CacheSettings settings)
    {
        Settings = settings;
        Info = new ExtensionInfo(this);
    }

    public CacheSettings Settings { get; }

    public DbContextOptionsExtensionInfo Info { get; }

    public void Validate(IDbContextOptions options)
    {
        var core = options.FindExtension<CoreOptionsExtension>();
        RefuseReplacedServices(core);
        RefuseForeignProviderWithoutServices(core);
        _optionsInValidation = options;
    }

    public void ApplyServices(IServiceCollection services)
    {
        var options = _optionsInValidation;
        _optionsInValidation = null;

        // Extensions are applied in the order of their registration: when the cache was added before UseXxx, the provider's
        // services are not there to decorate. Its registrations are TryAdd, so that EF's own call adds nothing later.
        if (!EfCacheServices.HasDatabaseProvider(services))
        {
            var provider = options?.Extensions.FirstOrDefault(extension => extension.Info.IsDatabaseProvider);
            if (provider is null)
            {
                return; // EF reports a context without a provider itself.
            }

            provider.ApplyServices(services);
        }

        EfCacheServices.Add(services);
    }

    private static void RefuseReplacedServices(CoreOptionsExtension? core)
    {
        foreach (var (service, _) in core?.ReplacedServices?.Keys ?? [])
        {
            if (EfCacheServices.Decorated.Contains(service))
            {
                throw new InvalidOperationException(
                    $"ReplaceService<{service.Name}, ...>() takes the place of a service that AddSecondLevelCache decorates, "
                        + "and would switch the cache off without a word. Register the replacement in a provider of your own "
                        + "with UseInternalServiceProvider and AddEfCacheServices(), which decorates it, or remove one of them."
                );
            }
        }
    }

    private static void RefuseForeignProviderWithoutServices(CoreOptionsExtension? core)
    {
        if (core?.InternalServiceProvider is { } provider && provider.GetService<EfCacheServicesMarker>() is null)
        {
            throw new InvalidOperationException(
                "AddSecondLevelCache() has no effect on a context with UseInternalServiceProvider unless that provider has "
                    + "the cache's services. Call services.AddEfCacheServices() after the database provider's own "
                    + "AddEntityFramework... when it is built."
            );
        }
    }

    private sealed class ExtensionInfo(EfCacheOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => $"using second-level cache (prefix: {extension.Settings.KeyPrefix}) ";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) =>
            other is ExtensionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) => debugInfo["EfCache"] = "1";
    }
}
