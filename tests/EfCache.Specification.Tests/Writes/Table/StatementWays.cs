using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>Statements that commit by themselves, and the same ones in transactions.</summary>
internal sealed class StatementWays : IWriteWays
{
    public static IReadOnlyList<WriteWay> All { get; } =
    [
        new("ExecuteUpdate", CommitKind.Statement, UpdateAsync, TableReads.Categories, TableReads.Category),
        new("ExecuteDelete", CommitKind.Statement, DeleteAsync, TableReads.Categories) { Prepare = AddDoomed },
        new(
            "ExecuteDelete that cascades",
            CommitKind.Statement,
            DeleteAuthorAsync,
            TableReads.Authors,
            TableReads.Books
        )
        {
            Prepare = SaveWays.AddAuthor,
        },
        new("ExecuteSql UPDATE", CommitKind.Statement, ExecuteAsync, TableReads.Categories, TableReads.Category),
        new("FromSql INSERT … RETURNING", CommitKind.Statement, InsertAsync, TableReads.Categories)
        {
            Prepare = RemoveInserted,
        },
        new("a stored procedure", CommitKind.Statement, CallAsync, TableReads.Categories, TableReads.Category)
        {
            NeedsPostgreSql = true,
        },
        new(
            "ExecuteUpdate in a transaction",
            CommitKind.Transaction,
            run => run.InTransactionAsync(() => UpdateAsync(run)),
            TableReads.Categories,
            TableReads.Category
        ),
        new(
            "ExecuteDelete in a transaction",
            CommitKind.Transaction,
            run => run.InTransactionAsync(() => DeleteAsync(run)),
            TableReads.Categories
        )
        {
            Prepare = AddDoomed,
        },
        new(
            "ExecuteSql UPDATE in a transaction",
            CommitKind.Transaction,
            run => run.InTransactionAsync(() => ExecuteAsync(run)),
            TableReads.Categories,
            TableReads.Category
        ),
        new(
            "FromSql INSERT … RETURNING in a transaction",
            CommitKind.Transaction,
            run => run.InTransactionAsync(() => InsertAsync(run)),
            TableReads.Categories
        )
        {
            Prepare = RemoveInserted,
        },
        new(
            "a stored procedure in a transaction",
            CommitKind.Transaction,
            run => run.InTransactionAsync(() => CallAsync(run)),
            TableReads.Categories,
            TableReads.Category
        )
        {
            NeedsPostgreSql = true,
        },
    ];

    public static Task UpdateAsync(WriteRun run)
    {
        var name = Guid.NewGuid().ToString();
        return run.UpdateAsync(run.Context.Categories.Where(c => c.Id == 1), set => set.SetProperty(c => c.Name, name));
    }

    public static Task ExecuteAsync(WriteRun run) =>
        run.ExecuteAsync($"UPDATE \"Categories\" SET \"Name\" = {Guid.NewGuid().ToString()} WHERE \"Id\" = 1");

    private static Task DeleteAsync(WriteRun run) =>
        run.DeleteAsync(run.Context.Categories.Where(c => c.Name == "Doomed"));

    private static Task DeleteAuthorAsync(WriteRun run) =>
        run.DeleteAsync(run.Context.Authors.Where(a => a.Name == "Doomed"));

    private static Task InsertAsync(WriteRun run) =>
        run.WriteByQueryAsync(
            run.Context.Categories.FromSql($"INSERT INTO \"Categories\" (\"Name\") VALUES ('Inserted') RETURNING *")
        );

    private static Task CallAsync(WriteRun run) =>
        run.ExecuteAsync($"CALL rename_category({Guid.NewGuid().ToString()})");

    private static void AddDoomed(ShopContext context)
    {
        context.Add(new Category { Name = "Doomed" });
        context.SaveChanges();
    }

    private static void RemoveInserted(ShopContext context) =>
        context.Categories.Where(c => c.Name == "Inserted").ExecuteDelete();
}
