namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>The rows that each database begins with.</summary>
public static class ShopData
{
    public static void Add(ShopContext context)
    {
        var categories = Enumerable.Range(1, 3).Select(i => new Category { Name = $"Category {i}" }).ToArray();
        var products = Enumerable.Range(1, 6).Select(i => ProductOf(i, categories)).ToArray();
        context.AddRange(Enumerable.Range(1, 8).Select(i => CustomerOf(i, products)));
        context.AddRange(
            Enumerable
                .Range(1, 3)
                .Select(i => new Company
                {
                    Name = $"Company {i}",
                    Invoices = [.. Enumerable.Range(1, 4).Select(cents => new Invoice { Cents = cents })],
                })
        );
        context.AddRange(categories);
        context.AddRange(products);
        context.AddRange(
            new Cat { Name = "Tom", Lives = 7 },
            new Cat { Name = "Cat", Lives = 9 },
            new Dog { Name = "Rex", Breed = "Poodle" }
        );
        context.AddRange(
            new Vehicle { Plate = "V" },
            new Car { Plate = "C", Seats = 4 },
            new Truck { Plate = "T", Load = 12 }
        );
        context.AddRange(
            new CardPayment
            {
                Id = 1,
                Cents = 100,
                Card = "4711",
            },
            new CashPayment
            {
                Id = 2,
                Cents = 250,
                Change = 50,
            }
        );
        context.AddRange(
            new Document
            {
                Title = "One",
                Body = new DocumentBody { Text = "first" },
            },
            new Person { Name = "Ann", Biography = "long" },
            new Person { Name = "Bob", Biography = "short" }
        );
        context.AddRange(
            new Memo { TenantId = 1, Text = "mine" },
            new Memo { TenantId = 2, Text = "yours" },
            new LedgerEntry { Amount = 10 },
            new LedgerEntry { Amount = 20 }
        );
        context.AddRange(
            new Ticket { Id = new TicketId(1), Title = "a" },
            new Ticket { Id = new TicketId(2), Title = "b" },
            new Setting { Key = "colour", Value = "red" },
            new Rate { Id = 1.5m, Name = "low" },
            new Rate { Id = 2.5m, Name = "high" }
        );
        context.AddRange(
            new Author { Name = "Ada", Books = [new Book { Title = "Notes" }, new Book { Title = "More" }] },
            new Author { Name = "Bea", Books = [new Book { Title = "Less" }] }
        );
        context.SaveChanges();
    }

    private static Product ProductOf(int i, Category[] categories) =>
        new()
        {
            Name = $"Product {i}",
            Weight = i * 1.5,
            Dimensions = new Dimensions { Height = i, Width = 2 * i },
            Description = new Description
            {
                Text = $"Text {i}",
                Marks = [i, i + 1],
                Translations = [new Translation { Language = "de", Text = $"Wort {i}" }],
            },
            Categories = [categories[i % 3], categories[(i + 1) % 3]],
        };

    private static Customer CustomerOf(int i, Product[] products) =>
        new()
        {
            Name = $"Customer {i}",
            Kind = i % 2 == 0 ? CustomerKind.Company : CustomerKind.Person,
            ReferrerId = i % 3 == 0 ? 1 : null,
            Picture = i % 2 == 0 ? [1, 2, (byte)i] : null,
            Labels = i % 2 == 0 ? ["even", "big"] : [],
            Address = new Address { Street = $"Street {i}", City = i < 5 ? "Here" : "There" },
            Contact = new ContactInfo { Email = $"c{i}@example.org", Priority = i % 4 },
            Orders = [.. Enumerable.Range(1, i % 4).Select(n => OrderOf(i, n, products))],
        };

    private static Order OrderOf(int i, int n, Product[] products) =>
        new()
        {
            Total = (10 * i) + n + 0.5m,
            PlacedAt = new DateTime(2024, 1 + n, i),
            Note = n == 2 ? null : $"Note {i}.{n}",
            Lines =
            [
                .. Enumerable
                    .Range(1, 2)
                    .Select(line => new OrderLine
                    {
                        Line = line,
                        Product = products[(i + n + line) % products.Length],
                        Quantity = n * line,
                    }),
            ],
        };
}
