using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>Saves that are no part of a transaction of the user's.</summary>
internal sealed class SaveWays : IWriteWays
{
    public static IReadOnlyList<WriteWay> All { get; } =
    [
        new(
            "SaveChanges of one row",
            CommitKind.Statement,
            run => RenameAsync(run, rows: 1),
            TableReads.Categories,
            TableReads.Category
        ),
        new(
            "SaveChanges of several rows",
            CommitKind.Save,
            run => RenameAsync(run, rows: 2),
            TableReads.Categories,
            TableReads.Category
        ),
        new(
            "SaveChanges with AutoTransactionBehavior.Always",
            CommitKind.Save,
            run => RenameAsync(run, rows: 1, AutoTransactionBehavior.Always),
            TableReads.Categories,
            TableReads.Category
        ),
        new(
            "SaveChanges with AutoTransactionBehavior.Never",
            CommitKind.Statement,
            run => RenameAsync(run, rows: 2, AutoTransactionBehavior.Never),
            TableReads.Categories,
            TableReads.Category
        ),
        new(
            "SaveChanges by a retrying execution strategy",
            CommitKind.Statement,
            run => RenameAsync(run, rows: 1),
            TableReads.Categories
        )
        {
            IsRetried = true,
        },
        new(
            "SaveChanges of several rows by a retrying execution strategy",
            CommitKind.Save,
            run => RenameAsync(run, rows: 2),
            TableReads.Categories
        )
        {
            IsRetried = true,
        },
        new("SaveChanges of many rows", CommitKind.Save, AddManyAsync, TableReads.Memos)
        {
            Prepare = c => c.Memos.IgnoreQueryFilters().Where(m => m.TenantId == 7).ExecuteDelete(),
        },
        new("SaveChanges of a row with a trigger", CommitKind.Statement, SetAsync, TableReads.Rates),
        new("SaveChanges that cascades", CommitKind.Statement, DeleteAuthorAsync, TableReads.Authors, TableReads.Books)
        {
            Prepare = AddAuthor,
        },
        new("SaveChanges of a TPT row", CommitKind.Save, ChangeCarAsync, TableReads.Cars),
        new("SaveChanges of a TPC row", CommitKind.Statement, ChangePaymentAsync, TableReads.Payments),
        new("SaveChanges of an owned row", CommitKind.Statement, ChangeHeightAsync, TableReads.Dimensions),
    ];

    public static async Task RenameAsync(
        WriteRun run,
        int rows,
        AutoTransactionBehavior behavior = AutoTransactionBehavior.WhenNeeded,
        ShopContext? other = null
    )
    {
        var context = other ?? run.Context;
        context.Database.AutoTransactionBehavior = behavior;
        foreach (var category in await run.ListAsync(context.Categories.OrderBy(c => c.Id).Take(rows)))
        {
            category.Name = Guid.NewGuid().ToString();
        }

        await run.SaveAsync(context);
    }

    public static void AddAuthor(ShopContext context)
    {
        context.Add(new Author { Name = "Doomed", Books = [new Book { Title = "Doomed" }] });
        context.SaveChanges();
    }

    private static Task AddManyAsync(WriteRun run)
    {
        run.Context.AddRange(Enumerable.Range(0, 100).Select(_ => new Memo { TenantId = 7, Text = "many" }));
        return run.SaveAsync();
    }

    private static async Task SetAsync(WriteRun run)
    {
        (await run.FirstAsync(run.Context.Settings)).Value = Guid.NewGuid().ToString();
        await run.SaveAsync();
    }

    private static async Task DeleteAuthorAsync(WriteRun run)
    {
        run.Context.Remove(await run.FirstAsync(run.Context.Authors.Where(a => a.Name == "Doomed")));
        await run.SaveAsync();
    }

    private static async Task ChangeCarAsync(WriteRun run)
    {
        var car = await run.FirstAsync(run.Context.Vehicles.OfType<Car>());
        car.Plate = Guid.NewGuid().ToString();
        car.Seats++;
        await run.SaveAsync();
    }

    private static async Task ChangePaymentAsync(WriteRun run)
    {
        (await run.FirstAsync(run.Context.Payments.OfType<CardPayment>())).Cents++;
        await run.SaveAsync();
    }

    private static async Task ChangeHeightAsync(WriteRun run)
    {
        (await run.FirstAsync(run.Context.Products.OrderBy(p => p.Id))).Dimensions.Height++;
        await run.SaveAsync();
    }
}
