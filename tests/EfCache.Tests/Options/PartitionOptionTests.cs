using EfCache.Tests.Policies;
using EfCache.Tests.Policies.Model;
using EfCache.Tests.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfCache.Tests.Options;

/// <summary>What may be a partition, and what is said of what may not.</summary>
public sealed class PartitionOptionTests
{
    [Fact]
    public void Property_of_text_is_refused_while_the_model_is_built() =>
        AssertRefused(branch => branch.HasCachePartition(b => b.City), "HasCachePartition(City)", "Branch", "String");

    [Fact]
    public void Enum_that_is_stored_as_text_is_refused() =>
        AssertRefused(
            branch =>
            {
                branch.Property(b => b.Kind).HasConversion<string>();
                branch.HasCachePartition(b => b.Kind);
            },
            "HasCachePartition(Kind)",
            "Branch",
            "String"
        );

    [Fact]
    public void Name_that_is_no_property_is_refused() =>
        AssertRefused(branch => branch.HasCachePartition("Continent"), "HasCachePartition(\"Continent\")", "Branch");

    [Fact]
    public void Empty_name_is_refused()
    {
        var branch = new ModelBuilder().Entity<Branch>();
        Assert.ThrowsAny<ArgumentException>(() => branch.HasCachePartition(" "));
        Assert.ThrowsAny<ArgumentException>(() => branch.HasCachePartition<Branch, int>(null!));
    }

    [Fact]
    public void Shadow_property_may_be_a_partition() =>
        AssertPartition(
            branch =>
            {
                branch.Property<int>("RegionId");
                branch.HasCachePartition("RegionId");
            },
            branches => branches.Where(b => EF.Property<int>(b, "RegionId") == 4),
            "efcache:t:{branches}:regionid=4"
        );

    [Fact]
    public void Enum_that_is_stored_as_a_number_may_be_a_partition() =>
        AssertPartition(
            branch => branch.HasCachePartition(b => b.Kind),
            branches => branches.Where(b => b.Kind == BranchKind.Depot),
            "efcache:t:{branches}:kind=1"
        );

    [Fact]
    public void Property_that_SaveChanges_refuses_to_change_is_no_partition_by_itself() =>
        AssertPartition(
            branch =>
            {
                branch
                    .Property(b => b.CountryId)
                    .Metadata.SetAfterSaveBehavior(Microsoft.EntityFrameworkCore.Metadata.PropertySaveBehavior.Throw);
                branch.HasIndex(b => b.CountryId);
            },
            branches => branches.Where(b => b.CountryId == 4),
            "efcache:t:{branches}:all"
        );

    [Fact]
    public void Ordinary_property_with_an_index_is_no_partition() =>
        AssertPartition(
            branch => branch.HasIndex(b => b.CountryId),
            branches => branches.Where(b => b.CountryId == 4),
            "efcache:t:{branches}:all"
        );

    private static void AssertPartition(
        Action<EntityTypeBuilder<Branch>> configure,
        Func<IQueryable<Branch>, IQueryable<Branch>> query,
        string tag
    )
    {
        using var context = Open(configure);
        Assert.Contains(tag, query(context.Branches).Cacheable().ExplainCaching().Tags);
    }

    private static void AssertRefused(Action<EntityTypeBuilder<Branch>> configure, params ReadOnlySpan<string> parts)
    {
        using var context = Open(configure);
        var exception = Assert.Throws<InvalidOperationException>(() => context.Model);
        foreach (var part in parts)
        {
            Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        }
    }

    private static BranchContext Open(Action<EntityTypeBuilder<Branch>> configure) =>
        new(
            new DbContextOptionsBuilder<BranchContext>()
                .AllowManyProviders()
                .UseSqlite(CatalogOptions.ConnectionString)
                .ReplaceService<IModelCacheKeyFactory, BranchContext.CacheKeyFactory>()
                .AddSecondLevelCache()
                .Options,
            configure
        );
}
