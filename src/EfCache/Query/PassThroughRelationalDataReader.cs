using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using EfCache.Query.Replay;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Query;

/// <summary>
/// What EF Core gets for a result that is not kept: rows come from the resuming reader, everything else, and above all the
/// closing of the connection, is the live reader's.
/// </summary>
[SuppressMessage("Usage", "CA2215", Justification = "The live reader closes the connection; the base class has none.")]
internal sealed class PassThroughRelationalDataReader(RelationalDataReader live, ResumingDataReader rows)
    : RelationalDataReader
{
    public override IRelationalConnection RelationalConnection => live.RelationalConnection;

    public override DbDataReader DbDataReader => rows;

    public override DbCommand DbCommand => live.DbCommand;

    public override Guid CommandId => live.CommandId;

    public override bool Read() => rows.Read();

    public override Task<bool> ReadAsync(CancellationToken cancellationToken = default) =>
        rows.ReadAsync(cancellationToken);

    public override void Close() => live.Close();

    public override ValueTask CloseAsync() => live.CloseAsync();

    public override void Dispose() => live.Dispose();

    public override ValueTask DisposeAsync() => live.DisposeAsync();
}
