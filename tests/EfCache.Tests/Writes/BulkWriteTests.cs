using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes;

public sealed class BulkWriteTests : IDisposable
{
    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ExecuteUpdate_of_a_row_invalidates_the_table_and_that_row_only(bool isAsync)
    {
        _database.Warm(Reads.Authors, Reads.Author(1), Reads.Author(2));
        _database.Warm(Reads.Books);
        using (var context = _database.Open())
        {
            var authors = context.Authors.Where(a => a.Id == 1 && a.Name != "x");
            var rows = isAsync
                ? await authors.ExecuteUpdateAsync(set => set.SetProperty(a => a.Name, "Bulk"), Cancellation)
                : authors.ExecuteUpdate(set => set.SetProperty(a => a.Name, "Bulk"));
            Assert.Equal(1, rows);
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(1));
        _database.AssertHit(Reads.Author(2));
        _database.AssertHit(Reads.Books);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ExecuteUpdate_of_rows_in_a_list_invalidates_these_only(bool isAsync)
    {
        _database.Warm(Reads.Authors, Reads.Author(1), Reads.Author(2), Reads.Author(3));
        int[] ids = [1, 3];
        using (var context = _database.Open())
        {
            var authors = context.Authors.Where(a => ids.Contains(a.Id));
            Assert.Equal(
                2,
                isAsync
                    ? await authors.ExecuteUpdateAsync(set => set.SetProperty(a => a.Name, "Bulk"), Cancellation)
                    : authors.ExecuteUpdate(set => set.SetProperty(a => a.Name, "Bulk"))
            );
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(1));
        _database.AssertInvalidated(Reads.Author(3));
        _database.AssertHit(Reads.Author(2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ExecuteUpdate_by_another_column_invalidates_the_table_and_all_its_rows(bool isAsync)
    {
        _database.Warm(Reads.Authors, Reads.Author(1), Reads.Author(2));
        _database.Warm(Reads.Books);
        using (var context = _database.Open())
        {
            var authors = context.Authors.Where(a => a.Id == 1 || a.Name == "Author 1");
            var rows = isAsync
                ? await authors.ExecuteUpdateAsync(set => set.SetProperty(a => a.Name, "Bulk"), Cancellation)
                : authors.ExecuteUpdate(set => set.SetProperty(a => a.Name, "Bulk"));
            Assert.Equal(1, rows);
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(1));
        _database.AssertInvalidated(Reads.Author(2)); // which rows it writes is not known
        _database.AssertHit(Reads.Books);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ExecuteDelete_of_a_row_invalidates_that_row_and_what_the_database_deletes_along(bool isAsync)
    {
        _database.Warm(Reads.Authors, Reads.Author(1), Reads.Author(2));
        _database.Warm(Reads.Books, Reads.Book(3));
        using (var context = _database.Open())
        {
            var authors = context.Authors.Where(a => a.Id == 1);
            Assert.Equal(1, isAsync ? await authors.ExecuteDeleteAsync(Cancellation) : authors.ExecuteDelete());
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(1));
        _database.AssertHit(Reads.Author(2));
        _database.AssertInvalidated(Reads.Books);
        _database.AssertInvalidated(Reads.Book(3)); // which of the books are of the author is not known
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ExecuteDelete_invalidates_the_table_and_all_its_rows(bool isAsync)
    {
        _database.Warm(Reads.Devices, Reads.Device(LibraryDatabase.FirstDevice));
        _database.Warm(Reads.Books);
        using (var context = _database.Open())
        {
            var devices = context.Devices.Where(d => d.Name == "First");
            Assert.Equal(1, isAsync ? await devices.ExecuteDeleteAsync(Cancellation) : devices.ExecuteDelete());
        }

        _database.AssertInvalidated(Reads.Devices);
        _database.AssertInvalidated(Reads.Device(LibraryDatabase.FirstDevice));
        _database.AssertHit(Reads.Books);
    }

    [Fact]
    public void ExecuteUpdate_that_reads_other_tables_invalidates_its_target_only()
    {
        _database.Warm(Reads.Authors);
        _database.Warm(Reads.Books);
        using (var context = _database.Open())
        {
            context
                .Books.Where(b => context.Authors.Any(a => a.Id == b.AuthorId && a.Name == "Author 1"))
                .ExecuteUpdate(set => set.SetProperty(b => b.Title, "Bulk"));
        }

        _database.AssertInvalidated(Reads.Books);
        _database.AssertHit(Reads.Authors);
    }

    [Fact]
    public void ExecuteUpdate_that_says_Cacheable_is_executed_each_time()
    {
        using var context = _database.Open();
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(
                1,
                context.Stocks.Cacheable().ExecuteUpdate(set => set.SetProperty(s => s.Left, s => s.Left + 1))
            );
        }

        Assert.Equal(102, context.Stocks.Single().Left);
    }

    [Fact]
    public void ExecuteUpdate_that_fails_leaves_the_cache_usable()
    {
        _database.Warm(Reads.Accounts);
        using (var context = _database.Open())
        {
            Assert.ThrowsAny<Exception>(() =>
                context.Accounts.ExecuteUpdate(set => set.SetProperty(a => a.Email, "same"))
            );
        }

        _database.AssertInvalidated(Reads.Accounts);
    }

    [Fact]
    public void ExecuteUpdate_of_an_owned_types_column_invalidates_its_owners_table()
    {
        _database.Warm(c => c.People.AsNoTracking().OrderBy(p => p.Id));
        using (var context = _database.Open())
        {
            context.People.ExecuteUpdate(set => set.SetProperty(p => p.Home.City, "Basel"));
        }

        _database.AssertInvalidated(c => c.People.AsNoTracking().OrderBy(p => p.Id));
    }
}
