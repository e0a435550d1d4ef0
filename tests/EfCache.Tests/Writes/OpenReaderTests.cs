using System.Data.Common;
using EfCache.Infrastructure;
using EfCache.Tests.Writes.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Tests.Writes;

/// <summary>
/// On SQLite, as long as a reader is open on a connection, all that the connection reads is of that reader's snapshot: what was
/// committed since is not seen, and what is read so must not be stored as if it were new.
/// </summary>
public sealed class OpenReaderTests : IDisposable
{
    private readonly LibraryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Query_while_another_is_being_read_is_not_stored(bool isAsync, bool usesCommandDoor)
    {
        await using var context = Open(usesCommandDoor);
        if (isAsync)
        {
            await using var editors = context
                .Editors.AsNoTracking()
                .AsAsyncEnumerable()
                .GetAsyncEnumerator(Cancellation);
            Assert.True(await editors.MoveNextAsync());
            Write();
            await Reads.Authors(context).AsNoTracking().Cacheable().ToListAsync(Cancellation);
        }
        else
        {
            using var editors = context.Editors.AsNoTracking().AsEnumerable().GetEnumerator();
            Assert.True(editors.MoveNext());
            Write();
            _ = Reads.Authors(context).AsNoTracking().Cacheable().ToList();
        }

        // By the same door, since each has entries of its own.
        await using var other = Open(usesCommandDoor);
        Assert.All(
            Reads.Authors(other).AsNoTracking().Cacheable().ToList(),
            author => Assert.Equal("Changed", author.Name)
        );
    }

    [Fact]
    public void Query_while_one_that_is_too_large_is_being_read_is_not_stored()
    {
        using var context = Open(usesCommandDoor: false, cache => cache.WithEntryLimits(maxRows: 1, maxBytes: 1 << 20));
        using (var editors = context.Editors.AsNoTracking().Cacheable().AsEnumerable().GetEnumerator())
        {
            Assert.True(editors.MoveNext());
            Write();
            _ = Reads.Author(1)(context).Cacheable().ToList();
        }

        Assert.Equal(ReadOutcome.Filled, _database.Read(Reads.Author(1)));
    }

    [Fact]
    public void Query_while_another_context_reads_on_the_same_connection_is_not_stored()
    {
        using var connection = new SqliteConnection(_database.ConnectionString);
        connection.Open();
        using var outer = _database.Open(options => options.UseSqlite(connection));
        using var inner = _database.Open(options => options.UseSqlite(connection));
        Assert.NotEmpty(Reads.Editors(inner).ToList()); // EF Core can't prepare a connection on which something is being read.
        using (var editors = outer.Editors.AsNoTracking().AsEnumerable().GetEnumerator())
        {
            Assert.True(editors.MoveNext());
            Write();
            _ = Reads.Authors(inner).Cacheable().ToList();
        }

        Assert.Equal(ReadOutcome.Filled, _database.Read(Reads.Authors));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Query_after_the_other_was_read_is_stored(bool usesCommandDoor)
    {
        using var context = Open(usesCommandDoor);
        context.Database.OpenConnection();
        using (var editors = context.Editors.AsNoTracking().AsEnumerable().GetEnumerator())
        {
            Assert.True(editors.MoveNext());
        }

        _ = Reads.Authors(context).Cacheable().ToList();
        _ = Reads.Authors(context).Cacheable().ToList();
        if (!usesCommandDoor)
        {
            _database.AssertHit(Reads.Authors);
        }
    }

    [Fact]
    public void Second_command_of_a_split_query_whose_first_is_not_stored_is_not_stored()
    {
        using var writing = _database.Open();
        using var transaction = writing.Database.BeginTransaction();
        writing.Books.ExecuteUpdate(set => set.SetProperty(b => b.Title, "Written"));
        writing.Chapters.ExecuteUpdate(set => set.SetProperty(c => c.Title, "Written"));
        using (
            var context = _database.Open(options => options.AddInterceptors(new AfterFirstCommand(transaction.Commit)))
        )
        {
            _ = ReadSplit(context);
        }

        using var other = _database.Open(options => options.AddInterceptors(new AfterFirstCommand(() => { })));
        Assert.All(ReadSplit(other).SelectMany(b => b.Chapters), chapter => Assert.Equal("Written", chapter.Title));
    }

    private static List<Book> ReadSplit(LibraryContext context) =>
        context.Books.AsNoTracking().Include(b => b.Chapters).OrderBy(b => b.Id).AsSplitQuery().Cacheable().ToList();

    /// <summary>Another context changes the authors, and is done.</summary>
    private void Write()
    {
        using var context = _database.Open();
        context.Authors.ExecuteUpdate(set => set.SetProperty(a => a.Name, "Changed"));
    }

    private LibraryContext Open(bool usesCommandDoor, Action<SecondLevelCacheOptionsBuilder>? configure = null) =>
        new(
            _database.Options(configureCache: cache =>
            {
                if (usesCommandDoor)
                {
                    cache.RunCommandInterceptorsOnHits();
                }

                configure?.Invoke(cache);
            })
        );

    private sealed class AfterFirstCommand(Action callback) : DbCommandInterceptor
    {
        private Action? _callback = callback;

        public override DbDataReader ReaderExecuted(
            DbCommand command,
            CommandExecutedEventData eventData,
            DbDataReader result
        )
        {
            Interlocked.Exchange(ref _callback, null)?.Invoke();
            return result;
        }
    }
}
