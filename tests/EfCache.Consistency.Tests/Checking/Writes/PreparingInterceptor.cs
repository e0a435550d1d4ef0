using System.Data.Common;
using EfCache.Consistency.Tests.Checking.Databases;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>Prepares each connection that a context opens to write.</summary>
internal sealed class PreparingInterceptor(CheckedDatabase database) : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        database.PrepareWriter(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        database.PrepareWriter(connection);
        return Task.CompletedTask;
    }
}
