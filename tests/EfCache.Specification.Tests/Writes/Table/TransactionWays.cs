using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>Saves in transactions of the user's, begun, handed over and shared in each way.</summary>
internal sealed class TransactionWays : IWriteWays
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static IReadOnlyList<WriteWay> All { get; } =
    [
        new(
            "SaveChanges in BeginTransaction",
            CommitKind.Transaction,
            run => run.InTransactionAsync(() => SaveWays.RenameAsync(run, rows: 1)),
            TableReads.Categories,
            TableReads.Category
        ),
        new(
            "several saves in BeginTransaction",
            CommitKind.Transaction,
            run =>
                run.InTransactionAsync(async () =>
                {
                    await SaveWays.RenameAsync(run, rows: 2);
                    await RenameAuthorAsync(run, run.Context);
                }),
            TableReads.Categories,
            TableReads.Authors
        ),
        new(
            "SaveChanges in a transaction that two contexts share",
            CommitKind.Transaction,
            run => run.InTransactionAsync(() => SaveInBothAsync(run, isTold: true)),
            TableReads.Categories,
            TableReads.Authors
        ),
        new(
            "SaveChanges in a transaction of the connection that its context was not told of",
            CommitKind.Transaction,
            run => run.InTransactionAsync(() => SaveInBothAsync(run, isTold: false)),
            TableReads.Categories,
            TableReads.Authors
        ),
        new(
            "SaveChanges in a transaction that ADO.NET began",
            CommitKind.Transaction,
            SaveInOtherTransactionAsync,
            TableReads.Categories
        ),
        new(
            "SaveChanges after a savepoint was rolled back",
            CommitKind.Transaction,
            run => run.InTransactionAsync(() => SaveAfterSavepointAsync(run)),
            TableReads.Categories,
            TableReads.Authors
        ),
        new(
            "a transaction of a retrying execution strategy",
            CommitKind.Transaction,
            RetryAsync,
            TableReads.Categories,
            TableReads.Category
        )
        {
            IsRetried = true,
        },
    ];

    private static async Task RenameAuthorAsync(WriteRun run, ShopContext context)
    {
        (await run.FirstAsync(context.Authors.OrderBy(a => a.Id))).Name = Guid.NewGuid().ToString();
        await run.SaveAsync(context);
    }

    private static async Task SaveInBothAsync(WriteRun run, bool isTold)
    {
        await RenameAuthorAsync(run, run.Context);
        await using var other = run.OpenOn(run.Context.Database.GetDbConnection());
        if (isTold)
        {
            await other.Database.UseTransactionAsync(
                run.Context.Database.CurrentTransaction!.GetDbTransaction(),
                Cancellation
            );
        }

        await SaveWays.RenameAsync(run, rows: 1, other: other);
    }

    private static async Task SaveInOtherTransactionAsync(WriteRun run)
    {
        await run.Context.Database.OpenConnectionAsync(Cancellation);
        await using var begun = await run.Context.Database.GetDbConnection().BeginTransactionAsync(Cancellation);
        await using var transaction = await run.Context.Database.UseTransactionAsync(begun, Cancellation);
        await SaveWays.RenameAsync(run, rows: 1);
        if (run.IsAsync)
        {
            await (
                run.Outcome == Outcome.Rollback
                    ? transaction!.RollbackAsync(Cancellation)
                    : transaction!.CommitAsync(Cancellation)
            );
        }
        else
        {
#pragma warning disable CA1849 // The sync path is what is wanted.
            (run.Outcome == Outcome.Rollback ? (Action)transaction!.Rollback : transaction!.Commit)();
#pragma warning restore CA1849
        }
    }

    private static async Task SaveAfterSavepointAsync(WriteRun run)
    {
        var transaction = run.Context.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync("before", Cancellation);
        await RenameAuthorAsync(run, run.Context);
        await transaction.RollbackToSavepointAsync("before", Cancellation);
        await SaveWays.RenameAsync(run, rows: 1);
        await RenameAuthorAsync(run, run.Context);
    }

    private static Task RetryAsync(WriteRun run)
    {
        var strategy = run.Context.Database.CreateExecutionStrategy();
        return strategy.ExecuteAsync(() => run.InTransactionAsync(() => SaveWays.RenameAsync(run, rows: 1)));
    }
}
