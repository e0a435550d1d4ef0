using EfCache.Update;
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
}
