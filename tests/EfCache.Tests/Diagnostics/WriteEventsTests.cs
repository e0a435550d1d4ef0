using EfCache.Diagnostics;
using EfCache.Tests.Readme;
using EfCache.Tests.Writes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Tests.Diagnostics;

public sealed class WriteEventsTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly List<string> _logged = [];

    public WriteEventsTests() => _connection.Open();

    [Fact]
    public void LogTo_of_a_save_receives_what_it_invalidated()
    {
        using var db = CreateContext(_ => { });
        db.Database.EnsureCreated();
        _logged.Clear();

        db.Add(new Country { Id = 7, Name = "Elbonia" });
        db.SaveChanges();

        var message = Assert.Single(_logged);
        Assert.StartsWith("Invalidated ", message, StringComparison.Ordinal);
        Assert.Contains("{countries}:all", message, StringComparison.Ordinal);
        Assert.DoesNotContain("7", message, StringComparison.Ordinal); // a key is a value of the user's
    }

    [Fact]
    public void Event_that_is_ignored_is_not_logged()
    {
        using var db = CreateContext(warnings => warnings.Ignore(EfCacheEventId.Invalidated));

        db.Database.EnsureCreated();

        Assert.Empty(_logged);
    }

    [Fact]
    public void Event_that_is_to_throw_does_not_fail_a_write_that_is_over()
    {
        using var db = CreateContext(warnings => warnings.Throw(EfCacheEventId.Invalidated));

        db.Database.EnsureCreated();
        db.Add(new Country { Id = 7, Name = "Elbonia" });

        Assert.Equal(1, db.SaveChanges());
    }

    public void Dispose() => _connection.Dispose();

    private ShopContext CreateContext(Action<WarningsConfigurationBuilder> configureWarnings) =>
        new(
            new DbContextOptionsBuilder<ShopContext>()
                .AllowManyProviders()
                .UseSqlite(_connection)
                .ConfigureWarnings(configureWarnings)
                .LogTo((id, _) => id == EfCacheEventId.Invalidated, data => _logged.Add(data.ToString()))
                .AddSecondLevelCache(cache => cache.UseInProcessStore(new InProcessStore()))
                .Options
        );
}
