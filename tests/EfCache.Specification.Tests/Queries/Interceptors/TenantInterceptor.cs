using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Specification.Tests.Queries.Interceptors;

/// <summary>Limits what is read to a tenant, by its own condition in the text or by a parameter; or, for no tenant, does not.</summary>
public sealed class TenantInterceptor(int? tenant, TenantWay way) : DbCommandInterceptor
{
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (way is TenantWay.TextWhenInitialized or TenantWay.ParameterWhenInitialized)
        {
            Limit(result);
        }

        return result;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        if (way is TenantWay.TextWhenExecuting or TenantWay.ParameterWhenExecuting)
        {
            Limit(command);
        }

        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    ) => new(ReaderExecuting(command, eventData, result));

    private void Limit(DbCommand command)
    {
        if (tenant is null)
        {
            return;
        }

        if (way is TenantWay.TextWhenInitialized or TenantWay.TextWhenExecuting)
        {
#pragma warning disable CA2100 // The tests' own texts.
            command.CommandText = command.CommandText.Replace(
                "WHERE",
                $"WHERE \"TenantId\" = {tenant} AND",
                StringComparison.Ordinal
            );
#pragma warning restore CA2100
        }
        else
        {
            command.Parameters[0].Value = tenant;
        }
    }
}
