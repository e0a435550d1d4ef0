using EfCache.Narrowing;
using EfCache.Storage;
using EfCache.Tests.Policies;
using EfCache.Tests.Policies.Model;
using EfCache.Tests.Writes;
using EfCache.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EfCache.Tests.Update;

/// <summary>Readers and writers of different models: whichever comes first, the other has noticed.</summary>
public sealed class ForeignNarrowingTests
{
    private const string Country = "pcountryid";
    private const string Kind = "pkind";

    // The process's readers and writers are kept by the name of their table.
    private readonly QualifiedTableName _table = new(null, "Branches " + Guid.NewGuid());

    [Fact]
    public void Writer_after_a_reader_with_another_partition_marks_for_it()
    {
        Assert.True(ForeignNarrowing.Of(_table).TryNote(Country));

        var tags = Tags();
        Assert.Equal([tags.Loose], tags.Foreign(By(b => b.HasCachePartition(x => x.Kind))));
    }

    [Fact]
    public void Reader_after_a_writer_with_another_partition_is_not_narrowed()
    {
        Tags().Foreign(By(b => b.HasCachePartition(x => x.Kind)));

        Assert.False(ForeignNarrowing.Of(_table).TryNote(Country));
        Assert.False(ForeignNarrowing.Of(_table).TryNote(Country));
        Assert.True(ForeignNarrowing.Of(_table).TryNote(Kind));
    }

    [Fact]
    public void Reader_after_a_writer_without_partitions_is_narrowed()
    {
        Tags().Foreign(By(_ => { }));

        Assert.True(ForeignNarrowing.Of(_table).TryNote(Country));
    }

    [Fact]
    public void Reader_after_a_writer_with_another_key_is_not_narrowed_by_its_own()
    {
        Tags().Foreign(By(b => b.HasKey(x => x.CountryId)));

        Assert.False(ForeignNarrowing.Of(_table).TryNote("kid"));
        Assert.True(ForeignNarrowing.Of(_table).TryNote("kcountryid"));
    }

    [Fact]
    public void Writer_after_a_reader_with_another_key_marks_for_it()
    {
        Assert.True(ForeignNarrowing.Of(_table).TryNote("kid"));

        var tags = Tags();
        Assert.Equal([tags.Bulk, tags.New], tags.Foreign(By(b => b.HasKey(x => x.CountryId))));
    }

    [Fact]
    public void Writer_and_reader_that_agree_mark_nothing_more()
    {
        var own = By(b => b.HasCachePartition(x => x.Kind));
        Assert.True(ForeignNarrowing.Of(_table).TryNote(Kind));
        Assert.True(ForeignNarrowing.Of(_table).TryNote("kid"));

        Assert.Empty(Tags().Foreign(own));
    }

    private TableTags Tags() => new("p:t:{branches}", _table, "Branches");

    private static TableNarrowing By(Action<EntityTypeBuilder<Branch>> configure)
    {
        using var context = new BranchContext(
            new DbContextOptionsBuilder<BranchContext>()
                .AllowManyProviders()
                .UseSqlite(CatalogOptions.ConnectionString)
                .ReplaceService<IModelCacheKeyFactory, BranchContext.CacheKeyFactory>()
                .AddSecondLevelCache()
                .Options,
            configure
        );
        return TableNarrowing.Of(context.Model.FindEntityType(typeof(Branch))!.GetTableMappings().Single().Table);
    }
}
