using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>Writes past Entity Framework that are invalidated by hand, in the transaction or the scope that they are in.</summary>
internal sealed class InvalidationWays : IWriteWays
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static IReadOnlyList<WriteWay> All { get; } =
    [
        InTransaction("an entity invalidated", InvalidateEntityAsync, TableReads.Categories, TableReads.Category),
        InTransaction("a table invalidated", InvalidateTableAsync, TableReads.Categories, TableReads.Category),
        InTransaction("a tag invalidated", InvalidateTagAsync, TableReads.TaggedCategories),
        InTransaction("everything invalidated", InvalidateAllAsync, TableReads.Categories, TableReads.TaggedCategories),
        InScope("an entity invalidated", InvalidateEntityAsync, TableReads.Categories, TableReads.Category),
        InScope("a tag invalidated", InvalidateTagAsync, TableReads.TaggedCategories),
        InScope("everything invalidated", InvalidateAllAsync, TableReads.Categories, TableReads.TaggedCategories),
    ];

    private static WriteWay InTransaction(
        string name,
        Func<WriteRun, Task> invalidate,
        params Func<ShopContext, IQueryable<object>>[] reads
    ) =>
        new(
            $"raw ADO.NET and {name} in a transaction",
            CommitKind.Transaction,
            run => run.InTransactionAsync(() => WriteAsync(run, invalidate)),
            reads
        );

    private static WriteWay InScope(
        string name,
        Func<WriteRun, Task> invalidate,
        params Func<ShopContext, IQueryable<object>>[] reads
    ) =>
        new(
            $"raw ADO.NET and {name} in a TransactionScope",
            CommitKind.Scope,
            run => run.InScopeAsync(() => WriteAsync(run, invalidate)),
            reads
        );

    /// <summary>First said, and then done: what commits at once is then marked before it, as a transaction's writes are.</summary>
    private static async Task WriteAsync(WriteRun run, Func<WriteRun, Task> invalidate)
    {
        await invalidate(run);
        await run.WritePastAsync($"UPDATE \"Categories\" SET \"Name\" = '{Guid.NewGuid()}' WHERE \"Id\" = 1");
    }

    private static Task InvalidateEntityAsync(WriteRun run) =>
        run.InvalidateAsync(
            () => run.Context.Database.InvalidateCacheAsync<Category>(Cancellation),
            () => run.Context.Database.InvalidateCache<Category>()
        );

    private static Task InvalidateTableAsync(WriteRun run) =>
        run.InvalidateAsync(
            () => run.Context.Database.InvalidateCacheOfTableAsync("Categories", cancellationToken: Cancellation),
            () => run.Context.Database.InvalidateCacheOfTable("Categories")
        );

    private static Task InvalidateTagAsync(WriteRun run) =>
        run.InvalidateAsync(
            () => run.Context.Database.InvalidateCacheByTagAsync(TableReads.Tag, Cancellation),
            () => run.Context.Database.InvalidateCacheByTag(TableReads.Tag)
        );

    private static Task InvalidateAllAsync(WriteRun run) =>
        run.InvalidateAsync(
            () => run.Context.Database.InvalidateCacheAsync(Cancellation),
            () => run.Context.Database.InvalidateCache()
        );
}
