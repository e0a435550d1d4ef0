using EfCache.Storage;
using EfCache.Tests.Writes;
using EfCache.Tests.Writes.Model;
using EfCache.Update;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Update;

public sealed class ModelTagsTests : IDisposable
{
    private const string Sqlite = "Microsoft.EntityFrameworkCore.Sqlite";

    private readonly LibraryDatabase _database = new();
    private readonly LibraryContext _context;

    public ModelTagsTests()
    {
        _context = new LibraryContext(_database.Options());
    }

    private QualifiedTableName Books => new(null, _context.Model.FindEntityType(typeof(Book))!.GetTableName()!);

    [Fact]
    public void Tables_of_the_model_are_kept_and_others_are_not()
    {
        Assert.Same(TagsOf("efcache", Books), TagsOf("efcache", Books));

        QualifiedTableName other = new(null, "temporary_1");
        Assert.NotSame(TagsOf("efcache", other), TagsOf("efcache", other));
        Assert.Equal(TagsOf("efcache", other).All, TagsOf("efcache", other).All);
    }

    [Fact]
    public void Contexts_of_different_identities_get_their_own_tags_when_they_take_turns()
    {
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(TagNames.All("efcache@one:t:{books}"), TagsOf("efcache@one", Books).All);
            Assert.Equal(TagNames.All("efcache@two:t:{books}"), TagsOf("efcache@two", Books).All);
        }
    }

    [Fact]
    public void Default_schema_is_no_part_of_a_tag_and_is_reported()
    {
        QualifiedTableName books = new("public", "Books");
        var tags = ModelTags.Of(_context.Model, "efcache", "Npgsql.EntityFrameworkCore.PostgreSQL");

        Assert.Equal(TagNames.All("efcache:t:{books}"), tags.Of(books, _context.Model).All);
        Assert.Equal("public.Books", tags.Of(books, _context.Model).ReportedName);
    }

    public void Dispose()
    {
        _context.Dispose();
        _database.Dispose();
    }

    private TableTags TagsOf(string prefix, QualifiedTableName table) =>
        ModelTags.Of(_context.Model, prefix, Sqlite).Of(table, _context.Model);
}
