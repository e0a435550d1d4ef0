using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes;

/// <summary>What the database deletes, or sets to null, along with what the context deletes.</summary>
public sealed class CascadeTests : IDisposable
{
    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Delete_of_a_principal_invalidates_dependents_on_every_level(bool isBulk)
    {
        _database.Warm(Reads.Authors);
        _database.Warm(Reads.Books, Reads.Book(2), Reads.BooksWithGenres);
        _database.Warm(Reads.Chapters);
        _database.Warm(Reads.Editors);
        _database.Warm(Reads.Genres);
        using (var context = _database.Open())
        {
            if (isBulk)
            {
                context.Authors.Where(a => a.Id == 1).ExecuteDelete();
            }
            else
            {
                context.Remove(new Author { Id = 1 });
                context.SaveChanges();
            }
        }

        _database.AssertInvalidated(Reads.Authors);
        _database.AssertInvalidated(Reads.Books);
        _database.AssertInvalidated(Reads.Book(2));
        _database.AssertInvalidated(Reads.BooksWithGenres);
        _database.AssertInvalidated(Reads.Chapters);
        _database.AssertHit(Reads.Editors);
        _database.AssertHit(Reads.Genres);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Delete_that_sets_foreign_keys_to_null_invalidates_dependents_and_not_theirs(bool isBulk)
    {
        _database.Warm(Reads.Books, Reads.Book(3));
        _database.Warm(Reads.Chapters);
        using (var context = _database.Open())
        {
            if (isBulk)
            {
                context.Editors.Where(e => e.Id == 1).ExecuteDelete();
            }
            else
            {
                context.Remove(new Editor { Id = 1 });
                context.SaveChanges();
            }
        }

        _database.AssertInvalidated(Reads.Books);
        _database.AssertInvalidated(Reads.Book(3));
        _database.AssertHit(Reads.Chapters);
    }

    [Fact]
    public void Delete_in_a_tree_invalidates_all_of_its_rows()
    {
        _database.Warm(Reads.Categories, Reads.Category(3), Reads.Category(4));
        using (var context = _database.Open())
        {
            context.Remove(new Category { Id = 1 });
            context.SaveChanges();
        }

        _database.AssertInvalidated(Reads.Categories);
        _database.AssertInvalidated(Reads.Category(3));
        _database.AssertInvalidated(Reads.Category(4));
    }

    [Fact]
    public void Update_in_a_tree_invalidates_its_row_only()
    {
        _database.Warm(Reads.Category(1), Reads.Category(3));
        using (var context = _database.Open())
        {
            context.Categories.Single(c => c.Id == 1).Name = "Everything";
            context.SaveChanges();
        }

        _database.AssertInvalidated(Reads.Category(1));
        _database.AssertHit(Reads.Category(3));
    }

    [Fact]
    public void Delete_in_a_cycle_invalidates_both_halves()
    {
        _database.Warm(c => c.Chickens.AsNoTracking().OrderBy(x => x.Id));
        _database.Warm(c => c.Eggs.AsNoTracking().OrderBy(x => x.Id));
        using (var context = _database.Open())
        {
            context.Remove(new Egg { Id = 1 });
            context.SaveChanges();
            Assert.Equal(0, context.Eggs.Count());
        }

        _database.AssertInvalidated(c => c.Chickens.AsNoTracking().OrderBy(x => x.Id));
        _database.AssertInvalidated(c => c.Eggs.AsNoTracking().OrderBy(x => x.Id));
    }

    [Fact]
    public void Insert_and_update_of_a_principal_leave_dependents_alone()
    {
        _database.Warm(Reads.Books);
        using (var context = _database.Open())
        {
            context.Authors.Single(a => a.Id == 1).Name = "Changed";
            context.Add(new Author());
            context.SaveChanges();
            context.Authors.ExecuteUpdate(set => set.SetProperty(a => a.Name, "All"));
        }

        _database.AssertHit(Reads.Books);
    }
}
