using System.Data.Common;
using System.Globalization;
using EfCache.Storage;

namespace EfCache.Query.Replay;

/// <summary>
/// Records a live reader's rows. A row that is not to be kept stops the recording and leaves the reader on it, so that
/// a <see cref="ResumingDataReader"/> can go on from there.
/// </summary>
internal sealed class ResultRecorder
{
    private readonly ColumnBuffer[] _columns;
    private readonly int _maxRows;
    private readonly long _maxBytes;
    private int _rowCount;
    private long _size = 128;

    /// <param name="getters">One for each of the reader's columns, in its order.</param>
    /// <param name="reader">The live reader, before its first row.</param>
    /// <param name="maxRows">A result of more is not kept.</param>
    /// <param name="maxBytes">A result that takes more is not kept.</param>
    public ResultRecorder(ColumnGetter[] getters, DbDataReader reader, int maxRows, long maxBytes)
    {
        if (getters.Length != reader.FieldCount)
        {
            throw new ArgumentException(
                $"The reader has {reader.FieldCount} columns and the query plan {getters.Length}.",
                nameof(getters)
            );
        }

        _maxRows = maxRows;
        _maxBytes = maxBytes;
        _columns = new ColumnBuffer[getters.Length];
        for (var i = 0; i < getters.Length; i++)
        {
            _columns[i] = getters[i].CreateBuffer(reader, i);
            _size += _columns[i].FixedSize;
        }
    }

    /// <summary>Why the result cannot be cached; null while it can.</summary>
    public string? WhyNot { get; private set; }

    public int RowCount => _rowCount;

    /// <summary>
    /// Appends the row that the reader is on. False if the result cannot be kept with it: from then on no row is.
    /// </summary>
    public bool TryAppend(DbDataReader reader)
    {
        if (WhyNot is null && _rowCount == _maxRows)
        {
            WhyNot = string.Create(CultureInfo.InvariantCulture, $"it has more than {_maxRows} rows");
        }

        var size = _size;
        for (var i = 0; i < _columns.Length && WhyNot is null; i++)
        {
            size += Append(_columns[i], reader);
            if (size > _maxBytes)
            {
                WhyNot ??= string.Create(CultureInfo.InvariantCulture, $"it takes more than {_maxBytes} bytes");
            }
        }

        if (WhyNot is not null)
        {
            return false;
        }

        _size = size;
        _rowCount++;
        return true;
    }

    /// <summary>The rows that were appended, of which there may be more if <see cref="WhyNot"/> says so.</summary>
    public CachedResult Complete() =>
        new(Array.ConvertAll(_columns, column => column.Complete(_rowCount)), _rowCount, _size);

    private long Append(ColumnBuffer column, DbDataReader reader)
    {
        try
        {
            return column.Append(reader, _rowCount);
        }
        catch (Exception e)
            when (e
                    is InvalidCastException
                        or InvalidOperationException
                        or OverflowException
                        or FormatException
                        or ArgumentException
                        or NotSupportedException
            )
        {
            // The materializer may never ask for this value; if it does, it meets the same exception on the live row,
            // after the rows before it, just as without a cache.
            // Not the exception's message, which may have the value in it.
            WhyNot = $"a value of the column '{column.Name}' cannot be recorded: {e.GetType().Name}";
            return 0;
        }
    }
}
