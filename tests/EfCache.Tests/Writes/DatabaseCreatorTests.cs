using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Tests.Writes;

public sealed class DatabaseCreatorTests : IDisposable
{
    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Creator_is_what_it_is_widely_cast_to()
    {
        using var context = _database.Open();
        var creator = Assert.IsType<RelationalDatabaseCreator>(
            context.GetService<IDatabaseCreator>(),
            exactMatch: false
        );

        Assert.True(creator.Exists());
        Assert.True(creator.HasTables());
        Assert.True(creator.CanConnect());
        Assert.Contains("CREATE TABLE", creator.GenerateCreateScript(), StringComparison.Ordinal);
    }

    [Fact]
    public void CreateTables_invalidates_everything()
    {
        _database.Warm(Reads.Authors);
        using var context = _database.Open();
        context.Database.EnsureDeleted();
        var creator = (RelationalDatabaseCreator)context.GetService<IDatabaseCreator>();
        creator.Create();
        creator.CreateTables();

        _database.AssertInvalidated(Reads.Authors);
    }
}
