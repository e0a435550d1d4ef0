using System.Collections;
using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using EfCache.Storage;

namespace EfCache.Query.Replay;

/// <summary>
/// Reads a cached result as if it were live. What it answers, and what it throws, is what Microsoft.Data.Sqlite's
/// reader does; the conformance tests list where it differs, and why. Can be used again after
/// <see cref="Reset"/>; the asynchronous methods are those of <see cref="DbDataReader"/>, which complete at once.
/// </summary>
internal sealed partial class ReplayDataReader : DbDataReader
{
    // Without a current result both are empty, so that the getters need no check of their own.
    private ResultColumn[] _columns = [];
    private int _rowCount;
    private int _row = -1;
    private bool _closed = true;

    public ReplayDataReader() { }

    public ReplayDataReader(CachedResult result) => Reset(result);

    public override int Depth => 0;

    public override int FieldCount => _closed ? throw Closed(nameof(FieldCount)) : _columns.Length;

    public override bool HasRows => _rowCount > 0;

    public override bool IsClosed => _closed;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => _closed ? throw NoData() : GetValue(ordinal);

    public override object this[string name] => _closed ? throw NoData() : GetValue(GetOrdinal(name));

    /// <summary>Starts over, before the first row of this result.</summary>
    public void Reset(CachedResult result)
    {
        _columns = result.Columns;
        _rowCount = result.RowCount;
        _row = -1;
        _closed = false;
    }

    public override bool Read()
    {
        if (_closed)
        {
            throw Closed(nameof(Read));
        }

        if (_row < _rowCount)
        {
            _row++;
        }

        return _row < _rowCount;
    }

    public override bool NextResult()
    {
        if (_closed)
        {
            throw Closed(nameof(NextResult));
        }

        Leave();
        return false;
    }

    public override void Close()
    {
        Leave();
        _closed = true;
    }

    public override bool IsDBNull(int ordinal) =>
        (uint)_row < (uint)_rowCount && (uint)ordinal < (uint)_columns.Length
            ? _columns[ordinal].IsDBNull(_row)
            : CurrentColumn(ordinal, nameof(IsDBNull)).IsDBNull(_row);

    public override string GetName(int ordinal) => Column(ordinal, nameof(GetName)).Name;

    public override string GetDataTypeName(int ordinal) => Column(ordinal, nameof(GetDataTypeName)).DataTypeName;

    public override Type GetFieldType(int ordinal) => Column(ordinal, nameof(GetFieldType)).FieldType;

    public override int GetOrdinal(string name)
    {
        EnsureColumns(nameof(GetOrdinal));
        ArgumentNullException.ThrowIfNull(name);

        // SQL may name two columns alike: the last one is meant.
        var exact = Array.FindLastIndex(_columns, column => column.Name == name);
        if (exact >= 0)
        {
            return exact;
        }

        var similar = Array.FindIndex(_columns, IsSimilar);
        if (similar < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(name), name, message: null);
        }

        var other = Array.Find(_columns, column => IsSimilar(column) && column.Name != _columns[similar].Name);
        return other is null
            ? Array.FindLastIndex(_columns, IsSimilar)
            : throw new InvalidOperationException(
                $"The name '{name}' is ambiguous between columns '{_columns[similar].Name}' and '{other.Name}'. "
                    + "Specify one using its exact case."
            );

        bool IsSimilar(ResultColumn column) => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase);
    }

    public override DataTable GetSchemaTable()
    {
        EnsureColumns(nameof(GetSchemaTable));
        return ReplaySchemaTable.Of(_columns);
    }

    public override IEnumerator GetEnumerator() => new DbEnumerator(this, closeReader: false);

    private void Leave()
    {
        _columns = [];
        _rowCount = 0;
        _row = -1;
    }

    private ResultColumn Column(int ordinal, string operation)
    {
        EnsureColumns(operation);
        return (uint)ordinal < (uint)_columns.Length
            ? _columns[ordinal]
            : throw new ArgumentOutOfRangeException(nameof(ordinal), ordinal, message: null);
    }

    private ResultColumn CurrentColumn(int ordinal, [CallerMemberName] string operation = "")
    {
        EnsureColumns(operation);
        return (uint)_row < (uint)_rowCount ? Column(ordinal, operation) : throw NoData();
    }

    private void EnsureColumns(string operation)
    {
        if (_closed)
        {
            throw Closed(operation);
        }

        if (_columns.Length == 0)
        {
            throw NoData();
        }
    }

    private static InvalidOperationException Closed(string operation) =>
        new($"Invalid attempt to call {operation} when reader is closed.");

    private static InvalidOperationException NoData() => new("No data exists for the row/column.");
}
