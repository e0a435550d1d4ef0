using EfCache.Tests.Writes;
using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Policies;

/// <summary>Invalidation of a tag, a table, an entity's tables, and everything.</summary>
public sealed class InvalidationByHandTests : IDisposable
{
    private readonly LibraryDatabase _database = new();
    private readonly ReadLog _log = new();

    public void Dispose() => _database.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tag_invalidates_what_was_stored_with_it_by_policy_or_by_query(bool isAsync)
    {
        using var context = Open();
        Assert.Equal(ReadOutcome.Filled, Read(context.Authors.Cacheable("catalog")));
        Assert.Equal(ReadOutcome.Filled, Read(context.Editors.Cacheable(q => q.WithTag("catalog"))));
        Assert.Equal(ReadOutcome.Filled, Read(context.Editors.OrderBy(e => e.Id).Cacheable(q => q.WithTag("Catalog"))));
        if (isAsync)
        {
            await context.Database.InvalidateCacheByTagAsync("catalog", Cancellation);
        }
        else
        {
            context.Database.InvalidateCacheByTag("catalog");
        }

        Assert.Equal(ReadOutcome.Filled, Read(context.Authors.Cacheable("catalog")));
        Assert.Equal(ReadOutcome.Filled, Read(context.Editors.Cacheable(q => q.WithTag("catalog"))));
        Assert.Equal(ReadOutcome.Hit, Read(context.Editors.OrderBy(e => e.Id).Cacheable(q => q.WithTag("Catalog"))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Entity_invalidates_its_tables_and_their_rows(bool isAsync)
    {
        _database.Warm(Reads.Authors, Reads.Author(1));
        _database.Warm(Reads.Editors);
        using var context = Open();
        if (isAsync)
        {
            await context.Database.InvalidateCacheAsync<Author>(Cancellation);
        }
        else
        {
            context.Database.InvalidateCache<Author>();
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(1));
        _database.AssertHit(Reads.Editors);
    }

    [Fact]
    public void Entity_of_a_hierarchy_invalidates_the_tables_of_derived_types_and_of_what_it_owns()
    {
        _database.Warm(c => c.Dogs.OrderBy(d => d.Id).Select(d => d.Breed));
        _database.Warm(c => c.Trucks);
        _database.Warm(c => c.People.AsNoTracking().OrderBy(p => p.Id));
        using var context = Open();
        context.Database.InvalidateCache<Animal>();
        context.Database.InvalidateCache<Vehicle>();
        context.Database.InvalidateCache<Person>();
        _database.AssertInvalidated(c => c.Dogs.OrderBy(d => d.Id).Select(d => d.Breed));
        _database.AssertInvalidated(c => c.Trucks);
        _database.AssertInvalidated(c => c.People.AsNoTracking().OrderBy(p => p.Id));
    }

    [Theory]
    [InlineData(false, "Authors")]
    [InlineData(true, "authors")]
    public async Task Table_is_invalidated_by_its_name_in_any_case(bool isAsync, string table)
    {
        _database.Warm(Reads.Authors, Reads.Author(1));
        _database.Warm(Reads.Editors);
        using var context = Open();
        if (isAsync)
        {
            await context.Database.InvalidateCacheOfTableAsync(table, cancellationToken: Cancellation);
        }
        else
        {
            context.Database.InvalidateCacheOfTable(table);
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(1));
        _database.AssertHit(Reads.Editors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Everything_is_invalidated(bool isAsync)
    {
        _database.Warm(Reads.Authors, Reads.Author(1));
        _database.Warm(Reads.Editors);
        using var context = Open();
        if (isAsync)
        {
            await context.Database.InvalidateCacheAsync(Cancellation);
        }
        else
        {
            context.Database.InvalidateCache();
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(1));
        _database.AssertInvalidated(Reads.Editors);
    }

    [Fact]
    public void Invalidation_in_a_transaction_holds_until_its_end()
    {
        _database.Warm(Reads.Editors);
        using var context = Open();
        using var transaction = context.Database.BeginTransaction();
        context.Database.InvalidateCache<Editor>();
        _database.AssertMarked(Reads.Editors);
        transaction.Commit();
        _database.AssertInvalidated(Reads.Editors);
    }

    [Fact]
    public async Task Invalidation_that_is_cancelled_says_nothing()
    {
        _database.Warm(Reads.Authors);
        using var context = Open();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            context.Database.InvalidateCacheAsync(new CancellationToken(canceled: true))
        );
        _database.AssertHit(Reads.Authors);
    }

    private ReadOutcome Read<T>(IQueryable<T> query)
    {
        Assert.NotEmpty(query.ToList());
        return _log.Take();
    }

    private LibraryContext Open() =>
        new(_database.Options(_log.AddTo, cache => cache.AddPolicy("catalog", policy => policy.WithTag("catalog"))));
}
