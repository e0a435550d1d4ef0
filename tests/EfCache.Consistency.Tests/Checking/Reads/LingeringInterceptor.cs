using System.Data.Common;
using EfCache.Consistency.Tests.Checking.Stores;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Consistency.Tests.Checking.Reads;

/// <summary>A user's interceptor that does nothing but take its time around the database's read.</summary>
internal sealed class LingeringInterceptor : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        Jitter.Linger();
        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        await Jitter.LingerAsync();
        return result;
    }

    public override DbDataReader ReaderExecuted(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result
    )
    {
        Jitter.Linger();
        return result;
    }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    )
    {
        await Jitter.LingerAsync();
        return result;
    }
}
