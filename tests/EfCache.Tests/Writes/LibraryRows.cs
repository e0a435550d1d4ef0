using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Writes;

/// <summary>The rows that every test begins with.</summary>
internal static class LibraryRows
{
    public static void AddTo(LibraryContext context)
    {
        context.Database.ExecuteSqlRaw(
            """
            CREATE TRIGGER "TakeFromStock" AFTER INSERT ON "Orders" BEGIN
                UPDATE "Stocks" SET "Left" = "Left" - NEW."Quantity" WHERE "Id" = NEW."StockId";
            END
            """
        );

        var novel = new Genre { Name = "Novel" };
        var essay = new Genre { Name = "Essay" };
        var editor = new Editor { Name = "Max" };
        context.AddRange(novel, essay, editor, new Editor { Name = "Otto" });
        for (var i = 1; i <= 3; i++)
        {
            var book = new Book { Title = "Book " + i, Editor = i == 3 ? null : editor };
            book.Chapters.Add(new Chapter { Title = "One" });
            book.Chapters.Add(new Chapter { Title = "Two" });
            book.Genres.Add(i == 1 ? novel : essay);
            var author = new Author { Name = "Author " + i };
            author.Books.Add(book);
            context.Add(author);
        }

        context.AddRange(
            new Category { Id = 1, Name = "All" },
            new Category
            {
                Id = 2,
                ParentId = 1,
                Name = "Part",
            },
            new Category
            {
                Id = 3,
                ParentId = 2,
                Name = "Detail",
            },
            new Category { Id = 4, Name = "Other" },
            new Egg { Id = 1 },
            new Chicken { Id = 1, HatchedFromId = 1 },
            new Egg { Id = 2, LaidById = 1 },
            new Device { Id = LibraryDatabase.FirstDevice, Name = "First" },
            new Device { Id = LibraryDatabase.SecondDevice, Name = "Second" },
            new Account { Id = 1, Email = "one@example.org" },
            new Account { Id = 2, Email = "two@example.org" },
            new Stock { Id = 1, Left = 100 },
            new Dog
            {
                Id = 1,
                Name = "Rex",
                Breed = "Spitz",
            },
            new Cat
            {
                Id = 2,
                Name = "Tom",
                Lives = 9,
            },
            new Car
            {
                Id = 1,
                Plate = "C",
                Doors = 5,
            },
            new Truck
            {
                Id = 2,
                Plate = "T",
                Axles = 3,
            },
            new Person
            {
                Id = 1,
                Name = "Ann",
                Home = new Address { City = "Bern" },
                Phones = { new Phone { Number = "1" } },
            },
            new Person { Id = 2, Name = "Bob" }
        );
        context.SaveChanges();
    }
}
