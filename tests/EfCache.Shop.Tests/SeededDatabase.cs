using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Shop.Data;

namespace EfCache.Shop.Tests;

/// <summary>The seeded rows, made once for all tests; each test's shop works on a copy.</summary>
public sealed class SeededDatabase : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("efcache-shop-").FullName;

    private string Template => Path.Combine(_folder, "template.db");

    public async ValueTask InitializeAsync()
    {
        await using var db = new ShopContext(
            new DbContextOptionsBuilder<ShopContext>().UseSqlite($"Data Source={Template};Pooling=False").Options
        );
        await ShopSeed.EnsureSeededAsync(db);
    }

    public string MakeCopy()
    {
        var copy = Path.Combine(_folder, Guid.NewGuid().ToString("N") + ".db");
        using var source = new SqliteConnection($"Data Source={Template};Pooling=False");
        using var target = new SqliteConnection($"Data Source={copy};Pooling=False");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
        return copy;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
