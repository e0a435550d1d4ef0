using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes;

/// <summary>SQLite's provider leaves schemas out of the SQL: with one or another or none it is the same table.</summary>
public sealed class SqliteSchemaTests : IDisposable
{
    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("save")]
    [InlineData("bulk")]
    [InlineData("declared")]
    public void Write_of_a_model_with_a_schema_is_seen_by_one_without(string way)
    {
        _database.Warm(Reads.Authors);
        _database.Warm(Raw);
        using (var context = OpenWithSchema())
        {
            switch (way)
            {
                case "save":
                    context.Add(new ShelvedAuthor { Name = "Shelved" });
                    context.SaveChanges();
                    break;
                case "bulk":
                    context.Set<ShelvedAuthor>().ExecuteUpdate(set => set.SetProperty(a => a.Name, "Shelved"));
                    break;
                default:
                    context.Database.ExecuteSqlRaw("UPDATE \"Authors\" SET \"Name\" = 'Shelved'");
                    context.Database.InvalidateCacheOfTable("Authors", "shelf");
                    break;
            }
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Raw);
    }

    [Fact]
    public void Write_of_a_model_without_a_schema_is_seen_by_one_with_it()
    {
        Assert.Equal(3, Count());
        Assert.Equal(3, Count());
        using (var context = _database.Open())
        {
            context.Add(new Author { Name = "Plain" });
            context.SaveChanges();
        }

        Assert.Equal(4, Count());
    }

    private static IQueryable<Author> Raw(LibraryContext context) =>
        context
            .Authors.FromSqlRaw("SELECT * FROM \"Authors\"")
            .OrderBy(a => a.Id)
            .Cacheable(q => q.DependsOn("Authors", "another"));

    private int Count()
    {
        using var context = OpenWithSchema();
        return context.Set<ShelvedAuthor>().Cacheable().Count();
    }

    private ShelfContext OpenWithSchema() =>
        new(
            new DbContextOptionsBuilder<ShelfContext>()
                .AllowManyProviders()
                .UseSqlite(_database.ConnectionString)
                .AddSecondLevelCache(cache => cache.UseInProcessStore(_database.Store))
                .Options
        );
}
