using EfCache.Tests.Writes.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Tests.Writes;

/// <summary>What creates, deletes and migrates databases invalidates everything in them.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deleted_and_created_again_has_none_of_its_old_rows(bool isAsync)
    {
        _database.Warm(Reads.Authors, Reads.Author(1));
        using (var context = _database.Open())
        {
            SqliteConnection.ClearPool(new SqliteConnection(_database.ConnectionString));
            Assert.True(
                isAsync ? await context.Database.EnsureDeletedAsync(Cancellation) : context.Database.EnsureDeleted()
            );
            Assert.True(
                isAsync ? await context.Database.EnsureCreatedAsync(Cancellation) : context.Database.EnsureCreated()
            );
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Author(1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Created_where_it_exists_invalidates_nothing(bool isAsync)
    {
        _database.Warm(Reads.Authors, Reads.Author(1));
        using (var context = _database.Open())
        {
            Assert.False(
                isAsync ? await context.Database.EnsureCreatedAsync(Cancellation) : context.Database.EnsureCreated()
            );
        }

        _database.AssertHit(Reads.Authors);
        _database.AssertHit(Reads.Author(1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Migration_invalidates_everything(bool isAsync)
    {
        _database.Warm(Reads.Devices, Reads.Device(LibraryDatabase.FirstDevice));
        var options = new DbContextOptionsBuilder<MigratedContext>()
            .AllowManyProviders()
            .UseSqlite(_database.ConnectionString)
            .AddSecondLevelCache(cache => cache.UseInProcessStore(_database.Store))
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options;
        using (var context = new MigratedContext(options))
        {
            if (isAsync)
            {
                await context.Database.MigrateAsync(Cancellation);
            }
            else
            {
                context.Database.Migrate();
            }
        }

        using (var plain = _database.OpenPlain())
        {
            Assert.Equal("Migrated", plain.Devices.First().Name);
        }

        _database.AssertInvalidated(Reads.Devices);
        _database.AssertInvalidated(Reads.Device(LibraryDatabase.FirstDevice));
    }
}
