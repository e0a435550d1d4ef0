using EfCache.Diagnostics;
using EfCache.Tests.Writes;
using EfCache.Tests.Writes.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace EfCache.Tests.Diagnostics;

/// <summary>A key is a value of the user's: it is logged only where other values are.</summary>
public sealed class KeysInLogsTests : IDisposable
{
    private const int Key = 471_147;

    private readonly LibraryDatabase _database = new();
    private readonly LogCapture _log = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Row_that_was_written_is_logged_only_with_sensitive_data(bool isSensitive)
    {
        using var context = Open(options => options.EnableSensitiveDataLogging(isSensitive));
        context.Add(new Account { Id = Key, Email = "key@example.org" });
        context.SaveChanges();
        var key = Key; // a parameter, not a part of the text
        context.Accounts.Where(a => a.Id == key).Cacheable().Load();
        context.Remove(context.Accounts.Local.Single());
        context.SaveChanges();

        Assert.Equal(2, _log.LinesOf(EfCacheEventId.Invalidated).Count());
        AssertLogged(EfCacheEventId.Invalidated, isSensitive);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Row_whose_write_is_in_doubt_is_logged_only_with_sensitive_data(bool isSensitive)
    {
        using var context = Open(options =>
            options
                .EnableSensitiveDataLogging(isSensitive)
                .AddInterceptors(new FailingTransactionInterceptor(TransactionStep.Committed))
        );
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        context.Add(new Account { Id = Key, Email = "key@example.org" });
        Assert.Throws<IOException>(() => context.SaveChanges());

        Assert.Single(_log.LinesOf(EfCacheEventId.OutcomeUnknown));
        AssertLogged(EfCacheEventId.OutcomeUnknown, isSensitive);
    }

    [Fact]
    public void Tag_of_the_users_own_is_logged_as_it_is()
    {
        using var context = Open(_ => { });
        context.Database.InvalidateCacheByTag("catalog");

        Assert.Contains(
            ":u:catalog",
            Assert.Single(_log.LinesOf(EfCacheEventId.Invalidated)).Message,
            StringComparison.Ordinal
        );
    }

    private void AssertLogged(EventId id, bool isSensitive)
    {
        Assert.All(
            _log.LinesOf(id),
            line =>
            {
                Assert.Contains("{accounts}:all", line.Message, StringComparison.Ordinal);
                Assert.Equal(isSensitive, line.Message.Contains($"{{accounts}}:id={Key}", StringComparison.Ordinal));
            }
        );
        Assert.Equal(isSensitive, _log.Output.Contains($"{Key}", StringComparison.Ordinal));
    }

    private LibraryContext Open(Action<DbContextOptionsBuilder> configure) =>
        _database.Open(options =>
        {
            _log.AddTo(options);
            configure(options);
        });
}
