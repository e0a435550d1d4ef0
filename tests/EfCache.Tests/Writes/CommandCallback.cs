using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Tests.Writes;

/// <summary>Does something once, right before the command that comes next after it was armed.</summary>
public sealed class CommandCallback(Action callback) : DbCommandInterceptor
{
    public bool IsArmed { get; set; }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        Fire();
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    ) => new(ReaderExecuting(command, eventData, result));

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result
    )
    {
        Fire();
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) => new(NonQueryExecuting(command, eventData, result));

    private void Fire()
    {
        if (IsArmed)
        {
            IsArmed = false;
            callback();
        }
    }
}
