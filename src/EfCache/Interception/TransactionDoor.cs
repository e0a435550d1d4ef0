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
        WritesOf(eventData.Context)?.NoteOwnedTransaction(eventData.TransactionId);
        return result;
    }

    public override ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    ) => new(TransactionStarted(connection, eventData, result));

    public override InterceptionResult TransactionCommitting(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result
    )
    {
        WritesOf(eventData.Context)?.BeforeCommit(eventData.TransactionId)?.MarkAll();
        return result;
    }

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        if (WritesOf(eventData.Context)?.BeforeCommit(eventData.TransactionId) is { } write)
        {
            await write.MarkAllAsync(cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        WritesOf(eventData.Context)?.TakeEnded(eventData.TransactionId)?.Bump();

    public override async Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (WritesOf(eventData.Context)?.TakeEnded(eventData.TransactionId) is { } write)
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
        // A savepoint that fails ends nothing.
        if (eventData.Action is "Commit" or "Rollback")
        {
            WritesOf(eventData.Context)?.NoteInDoubt(eventData.TransactionId);
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
