using EfCache.Tests.Policies;
using EfCache.Tests.Policies.Model;
using EfCache.Tests.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.Extensions.DependencyInjection;

namespace EfCache.Tests.Options;

/// <summary>Services that would leave the cache without effect are refused when the context is used first.</summary>
public sealed class WrongServicesTests
{
    public static TheoryData<Type> Decorated { get; } =
        new(
            typeof(IQuerySqlGeneratorFactory),
            typeof(IRelationalParameterBasedSqlProcessorFactory),
            typeof(IRelationalCommandBuilderFactory),
            typeof(IBatchExecutor),
            typeof(IRelationalDatabaseCreator)
        );

    [Theory]
    [MemberData(nameof(Decorated))]
    public void Replaced_service_is_refused_by_its_name(Type service)
    {
        var options = new DbContextOptionsBuilder<CatalogContext>()
            .AllowManyProviders()
            .UseSqlite(CatalogOptions.ConnectionString)
            .AddSecondLevelCache();
        typeof(DbContextOptionsBuilder)
            .GetMethods()
            .Single(m => m.Name == "ReplaceService" && m.GetGenericArguments().Length == 2)
            .MakeGenericMethod(service, service)
            .Invoke(options, []);
        var exception = Assert.Throws<InvalidOperationException>(() => new CatalogContext(options.Options));
        Assert.Contains($"ReplaceService<{service.Name}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("AddEfCacheServices", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Internal_provider_without_the_services_is_refused()
    {
        using var provider = new ServiceCollection().AddEntityFrameworkSqlite().BuildServiceProvider();
        var options = new DbContextOptionsBuilder<CatalogContext>()
            .AllowManyProviders()
            .UseSqlite(CatalogOptions.ConnectionString)
            .UseInternalServiceProvider(provider)
            .AddSecondLevelCache()
            .Options;
        var exception = Assert.Throws<InvalidOperationException>(() => new CatalogContext(options));
        Assert.Contains("AddEfCacheServices", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Services_before_the_database_providers_are_refused()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddEfCacheServices());
        Assert.Contains("AddEntityFramework", exception.Message, StringComparison.Ordinal);
    }
}
