using System.Data.Common;
using EfCache.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Interception;

/// <summary>Tells the write side of the context's transactions: before a commit, and after an end of whichever kind.</summary>
internal sealed class TransactionDoor : DbTransactionInterceptor
{
    public override DbTransaction TransactionStarted(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result
    )
    {
        foreach (var gone in WritesOf(eventData.Context)?.NoteBegun(result) ?? [])
        {
            gone.Bump();
        }

        return result;
    }

    public override async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    )
    {
        foreach (var gone in WritesOf(eventData.Context)?.NoteBegun(result) ?? [])
        {
            await gone.BumpAsync().ConfigureAwait(false);
        }

        return result;
    }

    public override DbTransaction TransactionUsed(
        DbConnection connection,
        TransactionEventData eventData,
        DbTransaction result
    )
    {
        WritesOf(eventData.Context)?.NoteUsed(result);
        return result;
    }

    public override ValueTask<DbTransaction> TransactionUsedAsync(
        DbConnection connection,
        TransactionEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    ) => new(TransactionUsed(connection, eventData, result));

    public override InterceptionResult TransactionCommitting(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result
    )
    {
        var writes = WritesOf(eventData.Context);
        writes?.BeforeSavesCommit()?.Mark();
        foreach (var write in TransactionWrites.Find(transaction)?.ToMark(writes?.Lease()) ?? [])
        {
            write.Mark();
        }

        return result;
    }

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        var writes = WritesOf(eventData.Context);
        if (writes?.BeforeSavesCommit() is { } save)
        {
            await save.MarkAsync(cancellationToken).ConfigureAwait(false);
        }

        foreach (var write in TransactionWrites.Find(transaction)?.ToMark(writes?.Lease()) ?? [])
        {
            await write.MarkAsync(cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData)
    {
        WritesOf(eventData.Context)?.NoteEnded();
        foreach (var write in TransactionWrites.Find(transaction)?.TakeEnded() ?? [])
        {
            write.Bump();
        }
    }

    public override async Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        WritesOf(eventData.Context)?.NoteEnded();
        foreach (var write in TransactionWrites.Find(transaction)?.TakeEnded() ?? [])
        {
            await write.BumpAsync().ConfigureAwait(false);
        }
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) =>
        TransactionCommitted(transaction, eventData);

    public override Task TransactionRolledBackAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    ) => TransactionCommittedAsync(transaction, eventData, cancellationToken);

    public override void TransactionFailed(DbTransaction transaction, TransactionErrorEventData eventData)
    {
        // A savepoint that fails ends nothing; and a commit that the server refused may be tried again, or be rolled back.
        if (eventData.Action is "Commit" or "Rollback" && !WriteOutcome.IsKnown(eventData.Exception))
        {
            TransactionWrites.Find(transaction)?.LeaveToLeases();
        }
    }

    public override Task TransactionFailedAsync(
        DbTransaction transaction,
        TransactionErrorEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        TransactionFailed(transaction, eventData);
        return Task.CompletedTask;
    }

    private static PendingWrites? WritesOf(DbContext? context) => context?.GetService<PendingWrites>();
}
