using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EfCache.Benchmarks.Floor;

/// <summary>Puts the floor in the place where the library's own command stands. To be added after the library.</summary>
internal sealed class FloorOptionsExtension : IDbContextOptionsExtension
{
    public FloorOptionsExtension() => Info = new ExtensionInfo(this);

    public DbContextOptionsExtensionInfo Info { get; }

    public void ApplyServices(IServiceCollection services)
    {
        var inner = services.Last(service => service.ServiceType == typeof(IRelationalCommandBuilderFactory));
        services.Add(
            new ServiceDescriptor(
                typeof(IRelationalCommandBuilderFactory),
                provider => new FloorCommandBuilderFactory(
                    (IRelationalCommandBuilderFactory)inner.ImplementationFactory!(provider)
                ),
                inner.Lifetime
            )
        );
    }

    public void Validate(IDbContextOptions options) { }

    private sealed class ExtensionInfo(FloorOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => 1;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) =>
            other is ExtensionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) { }
    }
}
