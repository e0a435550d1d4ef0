using System.Runtime.ExceptionServices;
using EfCache.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.Extensions.DependencyInjection;

namespace EfCache.Interception;

/// <summary>Sees what SaveChanges writes: every modification command that is executed, batch by batch.</summary>
internal sealed class CachingBatchExecutor(IBatchExecutor inner, IServiceProvider provider) : IBatchExecutor
{
    public int Execute(IEnumerable<ModificationCommandBatch> commandBatches, IRelationalConnection connection)
    {
        var writes = provider.GetRequiredService<PendingWrites>();
        var save = writes.BeginSave();
        int rows;
        try
        {
            foreach (var gone in save.Gone)
            {
                gone.Bump();
            }

            rows = inner.Execute(save.Observe(commandBatches), connection);
        }
        catch (Exception exception)
        {
            save.Failed(exception)?.Bump();
            ThrowRefusal(exception);
            throw;
        }
        finally
        {
            writes.EndSave();
        }

        save.Succeeded()?.Bump();
        return rows;
    }

    public async Task<int> ExecuteAsync(
        IEnumerable<ModificationCommandBatch> commandBatches,
        IRelationalConnection connection,
        CancellationToken cancellationToken = default
    )
    {
        var writes = provider.GetRequiredService<PendingWrites>();
        var save = writes.BeginSave();
        int rows;
        try
        {
            foreach (var gone in save.Gone)
            {
                await gone.BumpAsync().ConfigureAwait(false);
            }

            rows = await inner
                .ExecuteAsync(save.Observe(commandBatches), connection, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (save.Failed(exception) is { } over)
            {
                await over.BumpAsync().ConfigureAwait(false);
            }

            ThrowRefusal(exception);
            throw;
        }
        finally
        {
            writes.EndSave();
        }

        if (save.Succeeded() is { } written)
        {
            await written.BumpAsync().ConfigureAwait(false);
        }

        return rows;
    }

    /// <summary>
    /// EF wraps whatever comes out of a batch. A write that was refused was not sent: users catch that by its own type, wherever in
    /// the save it comes from.
    /// </summary>
    private static void ThrowRefusal(Exception exception)
    {
        if (exception is DbUpdateException { InnerException: CacheInvalidationException refusal })
        {
            ExceptionDispatchInfo.Throw(refusal);
        }
    }
}
