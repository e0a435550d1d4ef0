using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Tests.Writes;

/// <summary>Holds commands that write, after they were executed, until it is opened.</summary>
public sealed class CommandGate : DbCommandInterceptor
{
    private readonly TaskCompletionSource _executed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A command was executed, and is being held.</summary>
    public Task Executed => _executed.Task;

    public void Open() => _opened.TrySetResult();

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.CommandSource == CommandSource.SaveChanges)
        {
            await HoldAsync();
        }

        return result;
    }

    public override async ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        await HoldAsync();
        return result;
    }

    private Task HoldAsync()
    {
        _executed.TrySetResult();
        return _opened.Task;
    }
}
