using Microsoft.EntityFrameworkCore;

namespace Shop.Data;

/// <summary>Makes the same shop each time: a fixed seed, and words of its own.</summary>
public sealed class ShopSeed
{
    public const int ProductsPerCategory = 250;
    public const int Reviews = 20_000;
    private const int Customers = 400;
    private const int Orders = 1_200;
    private const int BatchSize = 5_000;

    private static readonly DateTime Today = new(2026, 1, 15, 12, 0, 0, DateTimeKind.Utc);

    private readonly Random _random = new(20_260_115);

    private ShopSeed() { }

    /// <summary>Creates the database and its rows unless they are there, or another instance of the shop is just doing it.</summary>
    public static async Task EnsureSeededAsync(ShopContext db)
    {
        var creation = new ShopCreation(db);
        await creation.EnsureDatabaseAsync();

        // One transaction: whoever stops the first start halfway finds an empty shop at the next, not half of one.
        await using var transaction = await db.Database.BeginTransactionAsync();
        await creation.WaitForOthersAsync();
        await creation.EnsureTablesAsync();
        if (!await db.Categories.NotCacheable().AnyAsync())
        {
            await new ShopSeed().SeedAsync(db);
        }

        await transaction.CommitAsync();
    }

    private async Task SeedAsync(ShopContext db)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var categories = CategoryWords
            .All.Select(words => new Category { Name = words.Name, Description = words.Description })
            .ToList();
        await AddAsync(db, categories);
        var products = categories.SelectMany((category, i) => MakeProducts(category.Id, CategoryWords.All[i])).ToList();
        await AddAsync(db, products);
        await AddAsync(db, Enumerable.Range(0, Reviews).Select(_ => MakeReview(Popular(products).Id)));
        var customers = Enumerable.Range(0, Customers).Select(MakeCustomer).ToList();
        await AddAsync(db, customers);
        await AddAsync(db, Enumerable.Range(0, Orders).Select(_ => MakeOrder(Pick(customers).Id, products)));
    }

    private static async Task AddAsync<T>(ShopContext db, IEnumerable<T> entities)
        where T : class
    {
        foreach (var batch in entities.Chunk(BatchSize))
        {
            db.AddRange(batch);
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    }

    private IEnumerable<Product> MakeProducts(int categoryId, CategoryWords words)
    {
        HashSet<string> names = [];
        while (names.Count < ProductsPerCategory)
        {
            var name = $"{Pick(SeedWords.Adjectives)} {Pick(SeedWords.Materials)} {Pick(words.Nouns)}";
            if (names.Add(name))
            {
                yield return new Product
                {
                    CategoryId = categoryId,
                    Name = name,
                    Brand = Pick(SeedWords.Brands),
                    Description = $"{Pick(SeedWords.Virtues)} {Pick(SeedWords.Virtues)}",
                    PriceInCents = _random.Next(5, 400) * 100 - 5,
                    Stock = _random.Next(3, 120),
                    Sold = (int)(2_000 * Math.Pow(_random.NextDouble(), 4)),
                };
            }
        }
    }

    private Review MakeReview(int productId)
    {
        var stars = _random.Next(10) switch
        {
            0 => 1,
            1 => 2,
            2 => 3,
            < 6 => 4,
            _ => 5,
        };
        var texts =
            stars > 3 ? SeedWords.GoodReviews
            : stars == 3 ? SeedWords.MixedReviews
            : SeedWords.BadReviews;
        return new Review
        {
            ProductId = productId,
            Author = $"{Pick(SeedWords.FirstNames)} {Pick(SeedWords.LastNames)[0]}.",
            Stars = stars,
            Text = Pick(texts),
            WrittenAt = PastMoment(),
        };
    }

    private Customer MakeCustomer(int number)
    {
        var (first, last) = (Pick(SeedWords.FirstNames), Pick(SeedWords.LastNames));
        return new Customer { Name = $"{first} {last}", Email = $"{first.ToLowerInvariant()}{number}@example.com" };
    }

    private Order MakeOrder(int customerId, List<Product> products)
    {
        var order = new Order { CustomerId = customerId, PlacedAt = PastMoment() };
        for (var lines = _random.Next(1, 5); lines > 0; lines--)
        {
            var product = Popular(products);
            order.Lines.Add(
                new OrderLine
                {
                    ProductId = product.Id,
                    Quantity = _random.Next(1, 4),
                    UnitPriceInCents = product.PriceInCents,
                }
            );
        }

        return order;
    }

    private DateTime PastMoment() => Today.AddMinutes(-_random.Next(1, 700 * 24 * 60));

    private Product Popular(List<Product> products) =>
        products[(int)(products.Count * Math.Pow(_random.NextDouble(), 1.5))];

    private T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];
}
