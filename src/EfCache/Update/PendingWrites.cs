using System.Collections.Concurrent;
using System.Data.Common;
using System.Transactions;
using EfCache.Settings;
using EfCache.Storage;
using EfCache.Update.Sql;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Update;

/// <summary>
/// The writes of one context that are not over: which of its transactions and saves they belong to decides when they are
/// marked and bumped.
/// </summary>
/// <remarks>
/// <para>A statement in auto-commit is marked before it and bumped after it. A save that begins a transaction of its own is
/// marked right before its commit. In a transaction of the user's, what is written is marked at once, since the user can
/// commit where nobody sees it; it is marked again right before a commit that is seen, and bumped when the transaction is
/// over.</para>
/// <para>A context is used by one thread at a time, and so is this. Only the end of an ambient transaction comes from
/// elsewhere, and works on a write that is its own.</para>
/// </remarks>
internal sealed class PendingWrites(CacheSession session, IRelationalConnection connection)
    : IOwnWrites,
        IResettableService,
        IDisposable,
        IAsyncDisposable
{
    // Added to the command's time-out, which covers a commit too.
    private static readonly TimeSpan LeaseReserve = TimeSpan.FromSeconds(30);

    // What the reserve has room for: a statement in auto-commit is marked before its connection is opened.
    private static readonly TimeSpan ConnectionTimeoutInReserve = TimeSpan.FromSeconds(15);

    // A command may be allowed to take for ever; a dead writer must not.
    private static readonly TimeSpan LongestLease = TimeSpan.FromHours(1);

    // The end of an ambient transaction comes from another thread.
    private readonly ConcurrentDictionary<Transaction, Write> _ambient = new();

    /// <summary>The time-out of the connection's commands that do not say, in seconds, and whose it is.</summary>
    private (DbConnection? Of, int Seconds) _defaultTimeout;

    /// <summary>The last transaction that the context began itself.</summary>
    private BegunTransaction? _begun;

    /// <summary>The save that is under way.</summary>
    private SaveWrite? _save;

    private DeclaredWrite? _declared;

    public WriteTags Tags => new(session);

    public SaveWrite BeginSave() => _save = new SaveWrite(this, connection, _save);

    public void EndSave() => _save = _save?.Outer;

    /// <summary>A statement of the save that is under way; null if there is none.</summary>
    public StatementWrite? BeginSaveStatement() =>
        _save is { } save ? new StatementWrite([], save.WriteOfStatement(), StatementEnding.ByOwner) : null;

    /// <summary>A statement that writes by a plan.</summary>
    public StatementWrite BeginStatement(WritePlan plan, IReadOnlyDictionary<string, object?>? parameters) =>
        BeginStatement(write => Tags.AddPlan(write, plan, parameters));

    /// <summary>A statement whose tags are known.</summary>
    public StatementWrite BeginStatement(Action<Write> addTags)
    {
        var gone = TakeGone();
        var write = OpenTransactionsWrite();
        var ending =
            write is null ? StatementEnding.Bump
            : ConnectionTransactions.Of(connection) is null ? StatementEnding.ByAmbientTransaction
            : StatementEnding.ByOwner;
        write ??= NewWrite();
        addTags(write);
        return new StatementWrite(gone, write, ending);
    }

    /// <summary>The write of the transaction that the connection is in, made if it is the first; null in auto-commit.</summary>
    public Write? OpenTransactionsWrite()
    {
        if (ConnectionTransactions.Of(connection) is { } current)
        {
            return TransactionWrites.Of(current).WriteOf(this);
        }

        return CurrentAmbientTransaction() is { } ambient ? AmbientWrite(ambient) : null;
    }

    /// <summary>
    /// What was written in a transaction that the context began and that is over without a word: it was disposed of, and so
    /// rolled back. To be bumped by whoever asks. A transaction that was handed to the context ends where it was begun; if that
    /// is not a context either, or nobody knows how it ended, the marks stand until their lease ends.
    /// </summary>
    public Write[] TakeGone()
    {
        if (_begun is not { IsOver: true } begun)
        {
            return [];
        }

        _begun = null;
        return begun.TakeEnded();
    }

    /// <summary>
    /// Raw SQL is about to run. What it leaves behind in the connection changes what the context's queries return: a
    /// transaction that is not ended, a setting, a temporary table.
    /// </summary>
    /// <param name="text">The command's text.</param>
    /// <returns>What has to be done around the command; null when it writes nothing.</returns>
    public StatementWrite? BeginRawStatement(string text)
    {
        var raw = RawSqlPlans.Of(text, session);
        session.HasRawTransaction |= raw.MayBeginTransaction;
        session.HasRawState |= raw.MayChangeSession;
        var plan = TakeDeclared() ?? raw.Write;
        if (raw.EndsTransaction)
        {
            // A commit that fails may leave its transaction open.
            return BeginStatement(plan ?? WritePlan.OfNothing, parameters: null)
                .Then(() => session.HasRawTransaction = false);
        }

        return plan is null or { IsNothing: true } ? null : BeginStatement(plan, parameters: null);
    }

    /// <summary>What the user says that the raw command writes which comes next, in the place of what its text says.</summary>
    public void Declare(DeclaredWrite? declared) => _declared = declared;

    /// <summary>A query has raw SQL that is not known to be a read, and may leave behind anything.</summary>
    public void NoteUnknownSql() => session.HasRawState = true;

    /// <summary>The context began the transaction itself.</summary>
    /// <returns>What is to be bumped since the last one is over.</returns>
    public Write[] NoteBegun(DbTransaction transaction)
    {
        var gone = TakeGone();
        ConnectionTransactions.Note(connection.DbConnection, transaction);
        _begun = TransactionWrites.Begin(transaction, BeforeSavesCommit());
        return gone;
    }

    /// <summary>The context was handed a transaction that somebody else began.</summary>
    public void NoteUsed(DbTransaction transaction) =>
        ConnectionTransactions.Note(connection.DbConnection, transaction);

    /// <summary>A transaction that the context began or was handed was committed or rolled back.</summary>
    public void NoteEnded() => ConnectionTransactions.Forget(connection.DbConnection);

    public bool IncludeAny(IReadOnlyList<Tag> tags)
    {
        for (var save = _save; save is not null; save = save.Outer)
        {
            if (save.Write.IncludesAny(tags))
            {
                return true;
            }
        }

        return ConnectionTransactions.Of(connection) is { } current
            ? TransactionWrites.Find(current)?.IncludeAny(tags) == true
            : CurrentAmbientTransaction() is { } ambient
                && _ambient.TryGetValue(ambient, out var write)
                && write.IncludesAny(tags);
    }

    /// <summary>What the save that is under way has to mark before the commit of its own transaction; null without one.</summary>
    public Write? BeforeSavesCommit() => _save?.BeforeCommit();

    public Write NewWrite() => new(session, Lease());

    /// <summary>
    /// The context goes back to its pool. A transaction that is open is rolled back, without a word to anybody; that its
    /// write is bumped first is no harm, since nobody sees what it wrote.
    /// </summary>
    public void ResetState() => Dispose();

    public Task ResetStateAsync(CancellationToken cancellationToken = default) => DisposeAsync().AsTask();

    public void Dispose()
    {
        foreach (var write in TakeAbandoned())
        {
            write.Bump();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var write in TakeAbandoned())
        {
            await write.BumpAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Forgets everything that is open, and takes what is rolled back with it.</summary>
    private Write[] TakeAbandoned()
    {
        _ambient.Clear(); // Each one's end still finds its write.
        session.ForgetRawSql();
        if (_begun is { } begun && begun.Is(connection.CurrentTransaction?.GetDbTransaction()))
        {
            _begun = null;
            return begun.TakeEnded();
        }

        return TakeGone();
    }

    private WritePlan? TakeDeclared()
    {
        if (_declared is not { } declared)
        {
            return null;
        }

        _declared = null;
        return DeclaredWritePlan.Of(declared, session.Context.Model, session.ProviderName);
    }

    private Transaction? CurrentAmbientTransaction()
    {
        var enlistment = connection as ITransactionEnlistmentManager;
        var ambient = enlistment?.EnlistedTransaction ?? enlistment?.CurrentAmbientTransaction;
        return ambient is not null && IsActive(ambient) ? ambient : null;
    }

    /// <summary>After its end, by a time-out for example, a scope is still there, and what is written commits by itself.</summary>
    private static bool IsActive(Transaction transaction)
    {
        try
        {
            return transaction.TransactionInformation.Status == TransactionStatus.Active;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    private Write AmbientWrite(Transaction ambient)
    {
        if (_ambient.TryGetValue(ambient, out var write))
        {
            return write;
        }

        // Its commit is nobody's to see beforehand; a scope lives no longer than this, and then takes as long as a command.
        var longest = TransactionManager.MaximumTimeout;
        var lease = longest > TimeSpan.Zero && longest < LongestLease ? longest + Lease() : LongestLease;
        var added = new Write(session, lease);
        _ambient[ambient] = added;
        ambient.TransactionCompleted += (sender, completed) =>
        {
            _ambient.TryRemove(ambient, out _);
            if (completed.Transaction?.TransactionInformation.Status == TransactionStatus.InDoubt)
            {
                added.LeaveToLease();
            }
            else
            {
                added.End();
            }
        };
        return added;
    }

    /// <summary>How long a mark stands that is left alone: as long as a command and its connection may take, and a reserve.</summary>
    public TimeSpan Lease()
    {
        var database = connection.DbConnection;
        var seconds = connection.CommandTimeout ?? DefaultTimeoutOf(database);
        if (seconds == 0 || database.ConnectionTimeout == 0)
        {
            return LongestLease;
        }

        var opening = TimeSpan.FromSeconds(database.ConnectionTimeout) - ConnectionTimeoutInReserve;
        var lease = TimeSpan.FromSeconds(seconds) + LeaseReserve + (opening > TimeSpan.Zero ? opening : TimeSpan.Zero);
        return lease < LongestLease ? lease : LongestLease;
    }

    /// <summary>A connection string may say it, each provider in its own way: a command tells.</summary>
    private int DefaultTimeoutOf(DbConnection database)
    {
        if (!ReferenceEquals(_defaultTimeout.Of, database))
        {
            using var command = database.CreateCommand();
            _defaultTimeout = (database, command.CommandTimeout);
        }

        return _defaultTimeout.Seconds;
    }
}
