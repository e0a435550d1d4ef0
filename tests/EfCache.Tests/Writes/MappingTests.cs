using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes;

/// <summary>Writes of entities that are not one table's row each.</summary>
public sealed class MappingTests : IDisposable
{
    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Join_rows_of_a_many_to_many_invalidate_the_queries_that_join_by_them()
    {
        _database.Warm(Reads.BooksWithGenres, Reads.Books);
        using (var context = _database.Open())
        {
            var book = context.Books.Include(b => b.Genres).Single(b => b.Id == 1);
            book.Genres.Clear();
            book.Genres.Add(context.Genres.Single(g => g.Name == "Essay"));
            context.SaveChanges();
        }

        _database.AssertInvalidated(Reads.BooksWithGenres);
        _database.AssertHit(Reads.Books);
    }

    [Fact]
    public void Update_of_a_base_property_in_a_table_per_type_invalidates_base_and_joins()
    {
        _database.Warm(Animals);
        _database.Warm(Dogs);
        using (var context = _database.Open())
        {
            context.Dogs.Single().Name = "Fido";
            context.SaveChanges();
        }

        _database.AssertInvalidated(Animals);
        _database.AssertInvalidated(Dogs);
    }

    [Fact]
    public void Update_of_a_derived_property_in_a_table_per_type_invalidates_its_own_table()
    {
        _database.Warm(Dogs);
        _database.Warm(c => c.Animals.Select(a => a.Name).OrderBy(n => n));
        using (var context = _database.Open())
        {
            context.Dogs.Single().Breed = "Poodle";
            context.SaveChanges();
        }

        _database.AssertInvalidated(Dogs);
        _database.AssertHit(c => c.Animals.Select(a => a.Name).OrderBy(n => n));
    }

    [Fact]
    public void Insert_and_delete_in_a_table_per_type_invalidate_both_tables()
    {
        _database.Warm(Animals);
        _database.Warm(Dogs);
        using (var context = _database.Open())
        {
            context.Add(new Dog { Id = 3, Name = "Ace" });
            context.SaveChanges();
        }

        _database.AssertInvalidated(Animals);
        _database.AssertInvalidated(Dogs);
        using (var context = _database.Open())
        {
            context.Remove(context.Animals.Single(a => a.Id == 3));
            context.SaveChanges();
        }

        _database.AssertInvalidated(Animals);
        _database.AssertInvalidated(Dogs);
    }

    [Fact]
    public void Write_of_a_concrete_type_with_its_own_table_invalidates_the_union_and_not_its_siblings()
    {
        _database.Warm(c => c.Vehicles.OrderBy(v => v.Id));
        _database.Warm(c => c.Cars);
        _database.Warm(c => c.Trucks);
        using (var context = _database.Open())
        {
            context.Cars.Single().Doors = 3;
            context.SaveChanges();
        }

        _database.AssertInvalidated(c => c.Vehicles.OrderBy(v => v.Id));
        _database.AssertInvalidated(c => c.Cars);
        _database.AssertHit(c => c.Trucks);
    }

    [Fact]
    public void Update_of_an_owned_type_in_the_owners_row_invalidates_the_owner()
    {
        _database.Warm(People, Person(1), Person(2));
        using (var context = _database.Open())
        {
            context.People.Single(p => p.Id == 1).Home.City = "Basel";
            context.SaveChanges();
        }

        _database.AssertInvalidated(People);
        _database.AssertInvalidated(Person(1));
        _database.AssertHit(Person(2));
    }

    [Fact]
    public void Write_of_an_owned_type_with_a_table_of_its_own_invalidates_the_owner()
    {
        _database.Warm(People, Person(1));
        _database.Warm(c => c.People.Select(p => p.Home.City).OrderBy(city => city));
        using (var context = _database.Open())
        {
            context.People.Single(p => p.Id == 1).Phones.Add(new Phone { Number = "2" });
            context.SaveChanges();
        }

        _database.AssertInvalidated(People);
        _database.AssertInvalidated(Person(1));
        _database.AssertHit(c => c.People.Select(p => p.Home.City).OrderBy(city => city));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_that_a_trigger_follows_invalidates_what_the_model_says_it_writes(bool isBulk)
    {
        _database.Warm(Reads.Stocks);
        using (var context = _database.Open())
        {
            if (isBulk)
            {
                context.Orders.ExecuteUpdate(set => set.SetProperty(o => o.Quantity, 1));
            }
            else
            {
                context.Add(new Order { StockId = 1, Quantity = 5 });
                context.SaveChanges();
                Assert.Equal(95, context.Stocks.Single().Left);
            }
        }

        _database.AssertInvalidated(Reads.Stocks);
    }

    private static IQueryable<Animal> Animals(LibraryContext c) => c.Animals.OrderBy(a => a.Id);

    private static IQueryable<Dog> Dogs(LibraryContext c) => c.Dogs.OrderBy(d => d.Id);

    private static IQueryable<Person> People(LibraryContext c) => c.People.AsNoTracking().OrderBy(p => p.Id);

    private static Func<LibraryContext, IQueryable<Person>> Person(int id) =>
        c => c.People.AsNoTracking().Where(p => p.Id == id);
}
