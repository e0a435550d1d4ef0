using System.Data.Common;
using System.Transactions;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>One run of a way to write: its operations, all by the sync path or all by the async one.</summary>
/// <param name="Context">The writer's context.</param>
/// <param name="IsAsync">Which path.</param>
/// <param name="Outcome">Whether its transactions and scopes are to be rolled back.</param>
/// <param name="Hooks">The context's.</param>
/// <param name="OpenOn">Another context of the writer's, with the same hooks, on a connection.</param>
public sealed record WriteRun(
    ShopContext Context,
    bool IsAsync,
    Outcome Outcome,
    WriteHooks Hooks,
    Func<DbConnection?, ShopContext> OpenOn
)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

#pragma warning disable CA1849 // The sync path is what is wanted.
    public async Task<T> FirstAsync<T>(IQueryable<T> query) =>
        IsAsync ? await query.FirstAsync(Cancellation) : query.First();

    public async Task<List<T>> ListAsync<T>(IQueryable<T> query) =>
        IsAsync ? await query.ToListAsync(Cancellation) : query.ToList();
#pragma warning restore CA1849

    public Task SaveAsync(ShopContext? other = null) =>
        WriteAsync(() => (other ?? Context).SaveChangesAsync(Cancellation), () => (other ?? Context).SaveChanges());

    public Task UpdateAsync<T>(IQueryable<T> query, Action<UpdateSettersBuilder<T>> set) =>
        WriteAsync(() => query.ExecuteUpdateAsync(set, Cancellation), () => query.ExecuteUpdate(set));

    public Task DeleteAsync<T>(IQueryable<T> query) =>
        WriteAsync(() => query.ExecuteDeleteAsync(Cancellation), () => query.ExecuteDelete());

    public Task ExecuteAsync(FormattableString sql) =>
        WriteAsync(() => Context.Database.ExecuteSqlAsync(sql, Cancellation), () => Context.Database.ExecuteSql(sql));

    /// <summary>A query that writes.</summary>
    public Task WriteByQueryAsync<T>(IQueryable<T> query) =>
        WriteAsync(() => query.ToListAsync(Cancellation), () => _ = query.ToList());

    /// <summary>Writes past Entity Framework, on its connection and in its transaction.</summary>
    public async Task WritePastAsync(string sql)
    {
        await Context.Database.OpenConnectionAsync(Cancellation);
        await using (var command = Context.Database.GetDbConnection().CreateCommand())
        {
            command.Transaction = Context.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // The tests' own texts.
            command.CommandText = sql;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        await Context.Database.CloseConnectionAsync();
    }

    public Task InvalidateAsync(Func<Task> async, Action sync) => WriteAsync(async, sync);

    public async Task InTransactionAsync(Func<Task> write)
    {
        if (IsAsync)
        {
            await using var transaction = await Context.Database.BeginTransactionAsync(Cancellation);
            await write();
            await (
                Outcome == Outcome.Rollback
                    ? transaction.RollbackAsync(Cancellation)
                    : transaction.CommitAsync(Cancellation)
            );
        }
        else
        {
#pragma warning disable CA1849 // The sync path is what is wanted.
            using var transaction = Context.Database.BeginTransaction();
            await write();
            (Outcome == Outcome.Rollback ? (Action)transaction.Rollback : transaction.Commit)();
#pragma warning restore CA1849
        }
    }

    public async Task InScopeAsync(Func<Task> write)
    {
        using var scope = WriteScopes.Begin();
        // Before the cache's own: it comes first at the end.
        Transaction.Current!.TransactionCompleted += (_, _) => Hooks.Script.At(new Moment(MomentKind.ScopeEnded));
        await write();
        if (IsAsync)
        {
            await Hooks.Script.AtAsync(new Moment(MomentKind.ScopeEnding));
        }
        else
        {
            Hooks.Script.At(new Moment(MomentKind.ScopeEnding));
        }

        if (Outcome != Outcome.Rollback)
        {
            scope.Complete();
        }
    }

    private async Task WriteAsync(Func<Task> async, Action sync)
    {
        Hooks.IsArmed = true;
        try
        {
            if (IsAsync)
            {
                await async();
            }
            else
            {
                sync();
            }
        }
        finally
        {
            Hooks.IsArmed = false;
        }
    }
}
