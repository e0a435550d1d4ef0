using EfCache.Benchmarks.Catalog;
using EfCache.Benchmarks.Databases;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Benchmarks.Writes;

/// <summary>One candidate's write, ready to be done again and again, to some rows in turn.</summary>
internal sealed class WriteWorkload : IDisposable
{
    // As many as have an entry in the smallest store.
    private const int Rows = 50;

    private readonly WriteKind _kind;
    private readonly DbContextOptions<CatalogContext> _options;
    private readonly CatalogContext _shared;
    private readonly Product[] _tracked;
    private int _written;

    // Of all workloads: they write to the same rows, and EF Core would find nothing to save in a price that is there already.
    private static int _prices = 1000;

    /// <param name="kind">The write.</param>
    /// <param name="database">The database, which all candidates write to.</param>
    /// <param name="entries">How many entries are cached; null without the library.</param>
    public WriteWorkload(WriteKind kind, SqliteDatabase database, int? entries)
    {
        _kind = kind;
        var store = entries is { } count ? new FilledStore(count) : null;
        _options = OptionsOf(database, store?.Store);
        _shared = new CatalogContext(_options);
        _tracked = [.. _shared.Products.Where(product => product.Id <= Rows).OrderBy(product => product.Id)];
        store?.Verify(kind, Write);
    }

    public void Run() => Write((_written % Rows) + 1);

    public void Dispose() => _shared.Dispose();

    private static DbContextOptions<CatalogContext> OptionsOf(SqliteDatabase database, InProcessStore? store)
    {
        var options = new DbContextOptionsBuilder<CatalogContext>();
        database.Use(options);
        if (store is not null)
        {
            options.AddSecondLevelCache(cache => cache.UseInProcessStore(store));
        }

        return options.Options;
    }

    private void Write(int id)
    {
        _written++;
        decimal price = _prices++;
        var rows = _kind switch
        {
            WriteKind.Update => Update(id, price),
            WriteKind.UpdateInNewContext => UpdateInNewContext(id, price),
            WriteKind.Insert => Insert(id, price),
            WriteKind.ExecuteUpdate => ExecuteUpdate(id, price),
            _ => throw new InvalidOperationException($"There is no write {_kind}."),
        };
        if (rows != 1)
        {
            throw new InvalidOperationException($"{_kind} wrote {rows} rows.");
        }
    }

    private int Update(int id, decimal price)
    {
        _tracked[id - 1].Price = price;
        return _shared.SaveChanges();
    }

    private int UpdateInNewContext(int id, decimal price)
    {
        using var context = new CatalogContext(_options);
        var product = Product.Create(id);
        context.Attach(product);
        product.Price = price;
        return context.SaveChanges();
    }

    private int Insert(int id, decimal price)
    {
        using var context = new CatalogContext(_options);
        var product = Product.Create(id);
        product.Id = 0;
        product.Price = price;
        context.Add(product);
        return context.SaveChanges();
    }

    private int ExecuteUpdate(int id, decimal price) =>
        _shared
            .Products.Where(product => product.Id == id)
            .ExecuteUpdate(set => set.SetProperty(product => product.Price, price));
}
