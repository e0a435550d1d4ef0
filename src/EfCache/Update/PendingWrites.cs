using System.Collections.Concurrent;
using System.Transactions;
using EfCache.Settings;
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
    : IResettableService,
        IDisposable,
        IAsyncDisposable
{
    // Added to the command's time-out, which covers a commit too.
    private static readonly TimeSpan LeaseReserve = TimeSpan.FromSeconds(30);

    // What ADO.NET takes for a command that does not say.
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    // A command may be allowed to take for ever; a dead writer must not.
    private static readonly TimeSpan LongestLease = TimeSpan.FromHours(1);

    // The end of an ambient transaction comes from another thread.
    private readonly ConcurrentDictionary<Transaction, Write> _ambient = new();

    private Write? _transaction;
    private Guid _transactionId;
    private Guid _ownedTransactionId;
    private bool _isInDoubt;

    /// <summary>The save that is under way.</summary>
    private SaveWrite? _save;

    public WriteTags Tags => new(session);

    public SaveWrite BeginSave() => _save = new SaveWrite(this, connection);

    public void EndSave() => _save = null;

    /// <summary>A statement of the save that is under way; null if there is none.</summary>
    public StatementWrite? BeginSaveStatement() =>
        _save is { } save ? new StatementWrite(save.WriteOfStatement(), StatementEnding.ByOwner) : null;

    /// <summary>A statement that writes by a plan.</summary>
    public StatementWrite BeginStatement(WritePlan plan) => BeginStatement(write => Tags.AddPlan(write, plan));

    /// <summary>A statement whose tags are known.</summary>
    public StatementWrite BeginStatement(Action<Write> addTags)
    {
        var write = OpenTransactionsWrite();
        var isAutoCommit = write is null;
        write ??= NewWrite();
        addTags(write);
        return new StatementWrite(write, isAutoCommit ? StatementEnding.Bump : StatementEnding.ByOwner);
    }

    /// <summary>The write of the transaction that the connection is in, made if it is the first; null in auto-commit.</summary>
    public Write? OpenTransactionsWrite()
    {
        var current = connection.CurrentTransaction;
        EndUnless(current?.TransactionId);
        if (current is not null)
        {
            if (_transaction is null)
            {
                _isInDoubt = false;
                _transaction = NewWrite();
                _transactionId = current.TransactionId;
            }

            return _transaction;
        }

        var enlistment = connection as ITransactionEnlistmentManager;
        var ambient = enlistment?.EnlistedTransaction ?? enlistment?.CurrentAmbientTransaction;
        return ambient is null ? null : AmbientWrite(ambient);
    }

    /// <summary>
    /// Raw SQL is about to run. Until one that begins a transaction is followed by one that ends it, the context's reads
    /// bypass the cache: they may see what is never committed.
    /// </summary>
    public void NoteRawSql(string text)
    {
        var control = RawSqlText.TransactionControlOf(text);
        if (control != RawTransactionControl.None)
        {
            session.HasRawTransaction = control == RawTransactionControl.Begins;
        }
    }

    /// <summary>The context began the transaction itself: when it is gone, it is over.</summary>
    public void NoteOwnedTransaction(Guid transactionId)
    {
        EndUnless(transactionId);
        _ownedTransactionId = transactionId;
    }

    /// <summary>What has to be marked before this transaction's commit is sent; null when nothing was written.</summary>
    public Write? BeforeCommit(Guid transactionId)
    {
        if (_save?.BeforeCommit() is { } save)
        {
            return save;
        }

        return _transactionId == transactionId ? _transaction : null;
    }

    /// <summary>What has to be bumped now that the transaction is over; null when nothing was marked, or the save does it.</summary>
    public Write? TakeEnded(Guid transactionId)
    {
        if (_transactionId != transactionId || _transaction is not { } write)
        {
            return null;
        }

        _transaction = null;
        return write.IsMarked ? write : null;
    }

    /// <summary>
    /// The transaction's commit or rollback failed: nobody knows. It may be tried again, so its write is kept for that.
    /// </summary>
    public void NoteInDoubt(Guid transactionId) => _isInDoubt |= _transactionId == transactionId;

    public Write NewWrite() => new(session, Lease());

    /// <summary>
    /// The context goes back to its pool. A transaction that is open is rolled back, without a word to anybody; that its
    /// write is bumped first is no harm, since nobody sees what it wrote.
    /// </summary>
    public void ResetState() => Dispose();

    public Task ResetStateAsync(CancellationToken cancellationToken = default) => DisposeAsync().AsTask();

    public void Dispose()
    {
        _ambient.Clear(); // Each one's end still finds its write.
        session.HasRawTransaction = false;
        TakeGone()?.Bump();
    }

    public async ValueTask DisposeAsync()
    {
        _ambient.Clear();
        session.HasRawTransaction = false;
        if (TakeGone() is { } write)
        {
            await write.BumpAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The write of a transaction that the context began and that is gone; one that was handed to it may go on without it,
    /// so that its marks stand until their lease ends.
    /// </summary>
    private Write? TakeGone()
    {
        if (_transaction is null)
        {
            return null;
        }

        if (_transactionId == _ownedTransactionId && !_isInDoubt)
        {
            return TakeEnded(_transactionId);
        }

        AbandonTransaction();
        return null;
    }

    /// <summary>
    /// Ends the last transaction's write when the connection is in another by now, or in none, and the end was not seen: it
    /// was disposed of. That is rare enough to be said without waiting, by async callers too.
    /// </summary>
    private void EndUnless(Guid? currentTransactionId)
    {
        if (_transactionId != currentTransactionId)
        {
            TakeGone()?.Bump();
        }
    }

    /// <summary>The transaction is gone and nobody saw how it ended: its marks stand until their lease ends.</summary>
    private void AbandonTransaction()
    {
        if (_transaction is { IsMarked: true } write)
        {
            write.LeaveToLease();
        }

        _transaction = null;
    }

    private Write AmbientWrite(Transaction ambient)
    {
        if (_ambient.TryGetValue(ambient, out var write))
        {
            return write;
        }

        // Its commit is nobody's to see beforehand; a scope lives no longer than this.
        var longest = TransactionManager.MaximumTimeout;
        var lease = longest > TimeSpan.Zero && longest < LongestLease ? longest + LeaseReserve : LongestLease;
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
                added.Bump();
            }
        };
        return added;
    }

    private TimeSpan Lease() =>
        connection.CommandTimeout switch
        {
            null => DefaultTimeout + LeaseReserve,
            0 => LongestLease,
            { } seconds => TimeSpan.FromSeconds(seconds) + LeaseReserve,
        };
}
