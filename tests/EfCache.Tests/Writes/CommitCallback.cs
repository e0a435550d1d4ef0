using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Tests.Writes;

/// <summary>Does something right after each commit, when the save that it ends is not over yet.</summary>
public sealed class CommitCallback(Action callback) : DbTransactionInterceptor
{
    public bool HasRun { get; private set; }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData)
    {
        HasRun = true;
        callback();
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        TransactionCommitted(transaction, eventData);
        return Task.CompletedTask;
    }
}
