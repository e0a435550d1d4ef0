using System.Data.Common;
using System.Transactions;
using EfCache.Infrastructure;
using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>
/// The table of every way to write and every outcome: what others read is at each moment what the database says, nothing is
/// stored while the outcome is open, and afterwards the cache is of use again: at once when the outcome is known, else after
/// one lease.
/// </summary>
public abstract class WriteTableSpecification<TDatabase, TDoor>(TDatabase database)
    : WriteSpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await TableDatabase.PrepareAsync(Database);
    }

    private protected async Task TestAsync<TWays>(int row, Outcome outcome, bool async)
        where TWays : IWriteWays
    {
        var way = TWays.All[row];
        using (var plain = Uncached())
        {
            way.Prepare?.Invoke(plain);
        }

        var reads = new TableReader(way, () => Cached(), () => Uncached(), Database.Commands, TextOf);
        reads.Warm();
        await (
            outcome switch
            {
                Outcome.Commit => CommitAsync(way, reads, async),
                Outcome.Rollback => RollBackAsync(way, reads, async),
                Outcome.CrashBeforeCommit or Outcome.CrashAfterCommit => CrashAsync(way, reads, outcome, async),
                _ => LoseAsync(way, reads, outcome, async),
            }
        );
    }

    private async Task CommitAsync(WriteWay way, TableReader reads, bool async)
    {
        await WriteAsync(way, new ReadAtEachMoment(reads.At), Outcome.Commit, async);

        reads.AssertUsable();
        reads.AssertChanged();
    }

    private async Task RollBackAsync(WriteWay way, TableReader reads, bool async)
    {
        var script = new ReadAtEachMoment(_ => reads.AssertFresh());
        if (way.Commits is CommitKind.Transaction or CommitKind.Scope)
        {
            await WriteAsync(way, script, Outcome.Rollback, async);
        }
        else
        {
            await TableDatabase.RefuseAsync(Database);
            await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(way, script, Outcome.Rollback, async));
            await TableDatabase.AcceptAsync(Database);
        }

        reads.AssertUsable();
        if (Database.IsPostgreSql || way.Commits != CommitKind.Scope)
        {
            reads.AssertUnchanged();
        }
    }

    private async Task CrashAsync(WriteWay way, TableReader reads, Outcome outcome, bool async)
    {
        var commitsFirst = outcome == Outcome.CrashAfterCommit;
        var crash = new Crash(MomentOf(way, commitsFirst), commitsFirst);
        var writer = Task
            .Factory.StartNew(
                () => WriteAsync(way, crash, outcome, async),
                Cancellation,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            )
            .Unwrap();
        try
        {
            await await Task.WhenAny(crash.Reached, writer);
            AssertUsableAfterLease(way, reads, commitsFirst);
        }
        finally
        {
            crash.Release();
            await writer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        reads.AssertFresh();
    }

    private async Task LoseAsync(WriteWay way, TableReader reads, Outcome outcome, bool async)
    {
        var isCommitted = outcome == Outcome.UnknownCommitted;
        await using var proxy = Database.IsPostgreSql ? OpenProxy() : null;
        WriteScript script =
            proxy is null && way.Commits == CommitKind.Scope
                ? new DoubtfulScope()
                : new LostConnection(MomentOf(way, isCommitted && proxy is null), isCommitted, proxy);

        await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(way, script, outcome, async, proxy));

        AssertUsableAfterLease(way, reads, isCommitted);
    }

    private void AssertUsableAfterLease(WriteWay way, TableReader reads, bool isCommitted)
    {
        reads.AssertInFlight();
        if (isCommitted)
        {
            reads.AssertChanged();
        }
        else
        {
            reads.AssertUnchanged();
        }

        Clock.Advance(way.Commits == CommitKind.Scope ? TransactionManager.MaximumTimeout + Lease : Lease);
        reads.AssertUsable();
    }

    /// <summary>Where a write stops: before its commit, or after it.</summary>
    private static MomentKind MomentOf(WriteWay way, bool isAfterCommit) =>
        way.Commits switch
        {
            CommitKind.Statement => isAfterCommit ? MomentKind.Executed : MomentKind.Executing,
            CommitKind.Scope => isAfterCommit ? MomentKind.ScopeEnded : MomentKind.ScopeEnding,
            _ => MomentKind.Committing, // Whoever comes after its commit commits there.
        };

    private async Task WriteAsync(
        WriteWay way,
        WriteScript script,
        Outcome outcome,
        bool async,
        LossyProxy? proxy = null
    )
    {
        var hooks = new WriteHooks(script) { Transients = way.IsRetried ? 1 : 0 };
        await using var context = OpenWriter(connection: null);
        await way.Run(new WriteRun(context, async, outcome, hooks, OpenWriter));

        ShopContext OpenWriter(DbConnection? connection)
        {
            var options = new DbContextOptionsBuilder<TriggeredShopContext>();
            UseDatabase(options, connection, proxy);
            options
                .AddSecondLevelCache(ConfigureWriter)
                .AddInterceptors(hooks)
                .ConfigureWarnings(warnings =>
                    warnings
                        .Ignore(CoreEventId.ManyServiceProvidersCreatedWarning)
                        .Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning)
                        .Ignore(RelationalEventId.AmbientTransactionWarning)
                );
            if (way.IsRetried)
            {
                RetryingStrategy.AddTo(options);
            }

            return new TriggeredShopContext(options.Options);
        }
    }

    private void UseDatabase(DbContextOptionsBuilder options, DbConnection? connection, LossyProxy? proxy)
    {
        switch (connection, proxy)
        {
            case (not null, _):
                _ = Database.IsPostgreSql ? options.UseNpgsql(connection) : options.UseSqlite(connection);
                break;
            case (_, not null):
                var through = new NpgsqlConnectionStringBuilder(Database.ConnectionString)
                {
                    Host = "127.0.0.1",
                    Port = proxy.Port,
                    SslMode = SslMode.Disable,
                    Pooling = false,
                };
                options.UseNpgsql(new NpgsqlConnection(through.ConnectionString), contextOwnsConnection: true);
                break;
            default:
                Database.Use(options);
                break;
        }
    }

    private void ConfigureWriter(SecondLevelCacheOptionsBuilder cache)
    {
        cache.UseInProcessStore(Store);
        TDoor.Choose(cache);
        if (!TDoor.RunsInterceptors)
        {
            cache.SkipCommandInterceptorsOnHits();
        }
    }

    private LossyProxy OpenProxy()
    {
        var server = new NpgsqlConnectionStringBuilder(Database.ConnectionString);
        return new LossyProxy(server.Host!, server.Port);
    }
}
