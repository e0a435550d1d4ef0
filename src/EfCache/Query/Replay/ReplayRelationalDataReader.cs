using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Query.Replay;

/// <summary>
/// What EF Core gets for a hit. Nothing was executed and no connection opened, so there is no command to ask for and
/// nothing to close but the replay.
/// </summary>
[SuppressMessage("Usage", "CA2215", Justification = "The base class would close a connection that was never opened.")]
internal sealed class ReplayRelationalDataReader : RelationalDataReader
{
    private readonly ReplayDataReader _reader = new();
    private IRelationalConnection? _connection;

    public ReplayRelationalDataReader() => AsCompletedTask = Task.FromResult<RelationalDataReader>(this);

    /// <summary>This reader, completed: an asynchronous hit needs no task of its own.</summary>
    public Task<RelationalDataReader> AsCompletedTask { get; }

    public override IRelationalConnection RelationalConnection =>
        _connection ?? throw new ObjectDisposedException(nameof(RelationalDataReader));

    public override DbDataReader DbDataReader => _reader;

    public override DbCommand DbCommand =>
        throw new InvalidOperationException("The query was answered from the cache: no command was executed.");

    public override Guid CommandId => Guid.Empty;

    /// <summary>Starts over with this result; the reader may have been used and disposed of before.</summary>
    public void Init(CachedResult result, IRelationalConnection connection)
    {
        _connection = connection;
        _reader.Reset(result);
    }

    public override void Initialize(
        IRelationalConnection relationalConnection,
        DbCommand command,
        DbDataReader reader,
        Guid commandId,
        IRelationalCommandDiagnosticsLogger? logger
    ) => throw new InvalidOperationException("A replayed result has no command and no live reader.");

    public override bool Read() => _reader.Read();

    public override Task<bool> ReadAsync(CancellationToken cancellationToken = default) =>
        _reader.ReadAsync(cancellationToken);

    public override void Close() => _reader.Close();

    public override ValueTask CloseAsync()
    {
        Close();
        return default;
    }

    public override void Dispose()
    {
        Close();
        _connection = null;
    }

    public override ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
