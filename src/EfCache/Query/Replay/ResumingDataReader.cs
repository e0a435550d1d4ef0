using System.Collections;
using System.Collections.ObjectModel;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using EfCache.Storage;

namespace EfCache.Query.Replay;

/// <summary>
/// A result that turned out not to be cacheable while it was being recorded: first the rows that were read already,
/// then the row that the live reader stands on, then the rest.
/// </summary>
[SuppressMessage("Usage", "CA2215", Justification = "The base class would only close what was disposed of already.")]
internal sealed partial class ResumingDataReader : DbDataReader
{
    private readonly DbDataReader _live;
    private readonly ColumnGetter[] _getters;
    private DbDataReader _current;

    /// <param name="recorded">The rows before the live reader's current one.</param>
    /// <param name="live">On a row that is not among them. Is closed with this reader.</param>
    /// <param name="getters">Those that recorded the rows.</param>
    public ResumingDataReader(CachedResult recorded, DbDataReader live, ColumnGetter[] getters)
    {
        _live = live;
        _getters = getters;
        _current = new ReplayDataReader(recorded);
    }

    public override int Depth => _live.Depth;

    public override int FieldCount => _current.FieldCount;

    public override int VisibleFieldCount => _current.VisibleFieldCount;

    public override bool HasRows => _live.HasRows;

    public override bool IsClosed => _live.IsClosed;

    public override int RecordsAffected => _live.RecordsAffected;

    private bool IsLive => ReferenceEquals(_current, _live);

    public override bool Read() => IsLive ? _live.Read() : ReadRecorded();

    public override Task<bool> ReadAsync(CancellationToken cancellationToken) =>
        IsLive ? _live.ReadAsync(cancellationToken)
        : cancellationToken.IsCancellationRequested ? Task.FromCanceled<bool>(cancellationToken)
        : Task.FromResult(ReadRecorded());

    public override bool NextResult()
    {
        _current = _live;
        return _live.NextResult();
    }

    public override Task<bool> NextResultAsync(CancellationToken cancellationToken)
    {
        _current = _live;
        return _live.NextResultAsync(cancellationToken);
    }

    public override void Close()
    {
        _current = _live;
        _live.Close();
    }

    public override Task CloseAsync()
    {
        _current = _live;
        return _live.CloseAsync();
    }

    public override ValueTask DisposeAsync()
    {
        _current = _live;
        return _live.DisposeAsync();
    }

    public override string GetName(int ordinal) => _current.GetName(ordinal);

    public override int GetOrdinal(string name) => _current.GetOrdinal(name);

    public override string GetDataTypeName(int ordinal) => _current.GetDataTypeName(ordinal);

    public override Type GetFieldType(int ordinal) => _current.GetFieldType(ordinal);

    public override Type GetProviderSpecificFieldType(int ordinal) => _current.GetProviderSpecificFieldType(ordinal);

    // The live reader knows more of its columns than was recorded, and answers whatever row it is on.
    public override DataTable? GetSchemaTable() => _live.GetSchemaTable();

    public override Task<DataTable?> GetSchemaTableAsync(CancellationToken cancellationToken = default) =>
        _live.GetSchemaTableAsync(cancellationToken);

    public override Task<ReadOnlyCollection<DbColumn>> GetColumnSchemaAsync(
        CancellationToken cancellationToken = default
    ) => _live.GetColumnSchemaAsync(cancellationToken);

    public override IEnumerator GetEnumerator() => new DbEnumerator(this, closeReader: false);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current = _live;
            _live.Dispose();
        }
    }

    protected override DbDataReader GetDbDataReader(int ordinal) => _live.GetData(ordinal);

    private bool ReadRecorded()
    {
        if (!_current.Read())
        {
            // The live reader has been on its next row all along.
            _current = _live;
        }

        return true;
    }
}
