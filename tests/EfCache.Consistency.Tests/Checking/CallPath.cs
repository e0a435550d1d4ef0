using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Consistency.Tests.Checking;

/// <summary>Lets one piece of code run by Entity Framework's sync path and by its async path.</summary>
#pragma warning disable CA1849 // The sync path is what is wanted.
internal readonly record struct CallPath(bool IsAsync)
{
    public override string ToString() => IsAsync ? "async" : "sync";

    public async Task<List<T>> ToListAsync<T>(IQueryable<T> query) =>
        IsAsync ? await query.ToListAsync() : query.ToList();

    public async Task<T?> SingleOrDefaultAsync<T>(IQueryable<T> query) =>
        IsAsync ? await query.SingleOrDefaultAsync() : query.SingleOrDefault();

    public async Task<int> CountAsync<T>(IQueryable<T> query) => IsAsync ? await query.CountAsync() : query.Count();

    public async Task<bool> AnyAsync<T>(IQueryable<T> query) => IsAsync ? await query.AnyAsync() : query.Any();

    public async Task<long?> SumAsync(IQueryable<long> query) => IsAsync ? await query.SumAsync() : query.Sum();

    public async Task SaveAsync(DbContext context) =>
        _ = IsAsync ? await context.SaveChangesAsync() : context.SaveChanges();

    public async Task<int> UpdateAsync<T>(IQueryable<T> query, Action<UpdateSettersBuilder<T>> set)
        where T : class => IsAsync ? await query.ExecuteUpdateAsync(set) : query.ExecuteUpdate(set);

    public async Task<int> DeleteAsync<T>(IQueryable<T> query)
        where T : class => IsAsync ? await query.ExecuteDeleteAsync() : query.ExecuteDelete();

    public async Task<int> ExecuteAsync(DbContext context, FormattableString sql) =>
        IsAsync ? await context.Database.ExecuteSqlAsync(sql) : context.Database.ExecuteSql(sql);

    public async Task<IDbContextTransaction> BeginAsync(DbContext context) =>
        IsAsync ? await context.Database.BeginTransactionAsync() : context.Database.BeginTransaction();

    public async Task CommitAsync(IDbContextTransaction transaction)
    {
        if (IsAsync)
        {
            await transaction.CommitAsync();
        }
        else
        {
            transaction.Commit();
        }
    }

    public async Task RollBackAsync(IDbContextTransaction transaction)
    {
        if (IsAsync)
        {
            await transaction.RollbackAsync();
        }
        else
        {
            transaction.Rollback();
        }
    }

    public async Task CreateSavepointAsync(IDbContextTransaction transaction, string name)
    {
        if (IsAsync)
        {
            await transaction.CreateSavepointAsync(name);
        }
        else
        {
            transaction.CreateSavepoint(name);
        }
    }

    public async Task RollBackToSavepointAsync(IDbContextTransaction transaction, string name)
    {
        if (IsAsync)
        {
            await transaction.RollbackToSavepointAsync(name);
        }
        else
        {
            transaction.RollbackToSavepoint(name);
        }
    }

    public async Task DisposeAsync<T>(T resource)
        where T : IDisposable, IAsyncDisposable
    {
        if (IsAsync)
        {
            await resource.DisposeAsync();
        }
        else
        {
            resource.Dispose();
        }
    }
}
#pragma warning restore CA1849
