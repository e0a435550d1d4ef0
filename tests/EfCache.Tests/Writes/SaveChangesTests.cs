using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes;

public sealed class SaveChangesTests : IDisposable
{
    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Insert_with_a_generated_key_invalidates_the_table_and_rows_that_were_not_there(bool isAsync)
    {
        _database.Warm(Reads.Authors, Reads.Author(1), Reads.Author(4));
        _database.Warm(Reads.Books);
        using (var context = _database.Open())
        {
            context.Add(new Author { Name = "New" });
            await context.SaveAsync(isAsync);
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(4));
        _database.AssertHit(Reads.Author(1));
        _database.AssertHit(Reads.Books);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Insert_with_a_known_key_invalidates_the_table_and_its_row_only(bool isAsync)
    {
        var id = Guid.NewGuid();
        _database.Warm(Reads.Devices, Reads.Device(id), Reads.Device(LibraryDatabase.FirstDevice));
        using (var context = _database.Open())
        {
            context.Add(new Device { Id = id, Name = "New" });
            await context.SaveAsync(isAsync);
        }

        _database.AssertInvalidated(Reads.Devices);
        _database.AssertInvalidated(Reads.Device(id));
        _database.AssertHit(Reads.Device(LibraryDatabase.FirstDevice));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Update_invalidates_the_table_and_its_row_only(bool isAsync)
    {
        _database.Warm(Reads.Authors, Reads.Author(1), Reads.Author(2));
        _database.Warm(Reads.Books);
        using (var context = _database.Open())
        {
            context.Authors.Single(a => a.Id == 1).Name = "Changed";
            await context.SaveAsync(isAsync);
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(1));
        _database.AssertHit(Reads.Author(2));
        _database.AssertHit(Reads.Books);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_by_a_stub_invalidates_the_table_and_its_row_only(bool isAsync)
    {
        _database.Warm(
            Reads.Devices,
            Reads.Device(LibraryDatabase.FirstDevice),
            Reads.Device(LibraryDatabase.SecondDevice)
        );
        using (var context = _database.Open())
        {
            context.Remove(new Device { Id = LibraryDatabase.FirstDevice });
            await context.SaveAsync(isAsync);
        }

        _database.AssertInvalidated(Reads.Devices);
        _database.AssertInvalidated(Reads.Device(LibraryDatabase.FirstDevice));
        _database.AssertHit(Reads.Device(LibraryDatabase.SecondDevice));
    }

    [Theory]
    [InlineData(false, AutoTransactionBehavior.WhenNeeded)]
    [InlineData(true, AutoTransactionBehavior.WhenNeeded)]
    [InlineData(false, AutoTransactionBehavior.Always)]
    [InlineData(true, AutoTransactionBehavior.Always)]
    [InlineData(false, AutoTransactionBehavior.Never)]
    [InlineData(true, AutoTransactionBehavior.Never)]
    public async Task Save_of_several_rows_invalidates_these_only(bool isAsync, AutoTransactionBehavior behavior)
    {
        _database.Warm(Reads.Authors, Reads.Author(1), Reads.Author(2), Reads.Author(3));
        _database.Warm(Reads.Devices);
        using (var context = _database.Open())
        {
            context.Database.AutoTransactionBehavior = behavior;
            foreach (var author in context.Authors.Where(a => a.Id < 3).ToList())
            {
                author.Name += "!";
            }

            context.Add(new Device { Id = Guid.NewGuid() });
            Assert.Equal(3, await context.SaveAsync(isAsync));
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(1));
        _database.AssertInvalidated(Reads.Author(2));
        _database.AssertInvalidated(Reads.Devices);
        _database.AssertHit(Reads.Author(3));
    }

    [Theory]
    [InlineData(AutoTransactionBehavior.WhenNeeded)]
    [InlineData(AutoTransactionBehavior.Always)]
    [InlineData(AutoTransactionBehavior.Never)]
    public void Save_of_one_row_invalidates_it(AutoTransactionBehavior behavior)
    {
        _database.Warm(Reads.Author(1), Reads.Author(2));
        using (var context = _database.Open())
        {
            context.Database.AutoTransactionBehavior = behavior;
            context.Authors.Single(a => a.Id == 1).Name = "Changed";
            context.SaveChanges();
        }

        _database.AssertInvalidated(Reads.Author(1));
        _database.AssertHit(Reads.Author(2));
    }

    [Fact]
    public void Save_of_nothing_invalidates_nothing()
    {
        _database.Warm(Reads.Authors);
        using (var context = _database.Open())
        {
            context.Authors.Load();
            Assert.Equal(0, context.SaveChanges());
        }

        _database.AssertHit(Reads.Authors);
    }

    [Fact]
    public void Update_of_a_joined_table_invalidates_the_join()
    {
        _database.Warm(c => c.Books.OrderBy(b => b.Id).Select(b => b.Title + b.Author!.Name));
        using (var context = _database.Open())
        {
            context.Authors.Single(a => a.Id == 1).Name = "Changed";
            context.SaveChanges();
        }

        _database.AssertInvalidated(c => c.Books.OrderBy(b => b.Id).Select(b => b.Title + b.Author!.Name));
    }

    [Fact]
    public void Insert_into_an_empty_table_invalidates_its_empty_result()
    {
        _database.Warm(c => c.Orders.Where(o => o.Quantity > 0));
        using (var context = _database.Open())
        {
            context.Add(new Order { StockId = 1, Quantity = 1 });
            context.SaveChanges();
        }

        _database.AssertInvalidated(c => c.Orders.Where(o => o.Quantity > 0));
    }

    [Fact]
    public void Write_of_a_context_of_another_model_invalidates_the_table_they_share()
    {
        _database.Warm(Reads.Devices);
        var options = new DbContextOptionsBuilder<DevicesOnlyContext>()
            .AllowManyProviders()
            .UseSqlite(_database.ConnectionString)
            .AddSecondLevelCache(cache => cache.UseInProcessStore(_database.Store))
            .Options;
        using (var context = new DevicesOnlyContext(options))
        {
            context.Add(new Device { Id = Guid.NewGuid() });
            context.SaveChanges();
        }

        _database.AssertInvalidated(Reads.Devices);
    }
}
