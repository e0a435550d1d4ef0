using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>Writes in ambient transactions. PostgreSQL takes part in them; SQLite commits each statement by itself.</summary>
internal sealed class ScopeWays : IWriteWays
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static IReadOnlyList<WriteWay> All { get; } =
    [
        new(
            "SaveChanges in a TransactionScope",
            CommitKind.Scope,
            run => run.InScopeAsync(() => SaveWays.RenameAsync(run, rows: 1)),
            TableReads.Categories,
            TableReads.Category
        ),
        new(
            "SaveChanges of several rows in a TransactionScope",
            CommitKind.Scope,
            run => run.InScopeAsync(() => SaveWays.RenameAsync(run, rows: 2)),
            TableReads.Categories,
            TableReads.Category
        ),
        new(
            "ExecuteUpdate in a TransactionScope",
            CommitKind.Scope,
            run => run.InScopeAsync(() => StatementWays.UpdateAsync(run)),
            TableReads.Categories,
            TableReads.Category
        ),
        new(
            "ExecuteSql UPDATE in a TransactionScope",
            CommitKind.Scope,
            run => run.InScopeAsync(() => StatementWays.ExecuteAsync(run)),
            TableReads.Categories,
            TableReads.Category
        ),
        new(
            "SaveChanges in a TransactionScope over an open connection",
            CommitKind.Scope,
            async run =>
            {
                await run.Context.Database.OpenConnectionAsync(Cancellation);
                await run.InScopeAsync(() => SaveWays.RenameAsync(run, rows: 1));
            },
            TableReads.Categories,
            TableReads.Category
        ),
        new(
            "saves of two contexts, one after the other, in a TransactionScope",
            CommitKind.Scope,
            run =>
                run.InScopeAsync(async () =>
                {
                    await StatementWays.UpdateAsync(run);
                    await using var other = run.OpenOn(null);
                    (await run.FirstAsync(other.Authors.OrderBy(a => a.Id))).Name = Guid.NewGuid().ToString();
                    await run.SaveAsync(other);
                }),
            TableReads.Categories,
            TableReads.Authors
        ),
    ];
}
