using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Specification.Tests.Queries.Interceptors;

/// <summary>Counts the commands that EF Core shows to interceptors.</summary>
public sealed class CommandSpy : DbCommandInterceptor
{
    public int Executing { get; private set; }

    public int Executed { get; private set; }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        Executing++;
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    ) => new(ReaderExecuting(command, eventData, result));

    public override DbDataReader ReaderExecuted(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result
    )
    {
        Executed++;
        return result;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    ) => new(ReaderExecuted(command, eventData, result));
}
