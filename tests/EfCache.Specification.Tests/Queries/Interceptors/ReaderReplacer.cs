using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Specification.Tests.Queries.Interceptors;

/// <summary>Puts a row of its own in the place of a result of texts.</summary>
public sealed class ReaderReplacer(string text) : DbCommandInterceptor
{
    public override DbDataReader ReaderExecuted(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result
    )
    {
        result.Dispose();
        var table = new DataTable();
        table.Columns.Add("Name", typeof(string));
        table.Rows.Add(text);
        return table.CreateDataReader();
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    ) => new(ReaderExecuted(command, eventData, result));
}
