using System.Runtime.CompilerServices;
using EfCache.Storage;

namespace EfCache.Query.Replay;

internal sealed partial class ReplayDataReader
{
    public override bool GetBoolean(int ordinal) => Get<bool>(ordinal);

    public override byte GetByte(int ordinal) => Get<byte>(ordinal);

    public override char GetChar(int ordinal) => Get<char>(ordinal);

    public override DateTime GetDateTime(int ordinal) => Get<DateTime>(ordinal);

    public override decimal GetDecimal(int ordinal) => Get<decimal>(ordinal);

    public override double GetDouble(int ordinal) => Get<double>(ordinal);

    public override float GetFloat(int ordinal) => Get<float>(ordinal);

    public override Guid GetGuid(int ordinal) => Get<Guid>(ordinal);

    public override short GetInt16(int ordinal) => Get<short>(ordinal);

    public override int GetInt32(int ordinal) => Get<int>(ordinal);

    public override long GetInt64(int ordinal) => Get<long>(ordinal);

    public override string GetString(int ordinal) => Get<string>(ordinal);

    /// <summary>
    /// Of <see cref="object"/> it gives the value as it was recorded, other than <see cref="GetValue"/>. EF Core's
    /// materializer asks so for a column whose getter it has buffered already, and casts to the getter's type.
    /// </summary>
    public override T GetFieldValue<T>(int ordinal) => Get<T>(ordinal);

    public override object GetValue(int ordinal)
    {
        var column = CurrentColumn(ordinal);
        return column.IsDBNull(_row) ? DBNull.Value : FieldConversion.ToFieldType(column, _row);
    }

    public override int GetValues(object[] values)
    {
        // Asked first, so that a reader without a row says so whatever the array.
        _ = CurrentColumn(0);
        var count = Math.Min(values.Length, _columns.Length);
        for (var i = 0; i < count; i++)
        {
            values[i] = GetValue(i);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Get<T>(int ordinal, [CallerMemberName] string operation = "")
    {
        var columns = _columns;
        var row = _row;
        return
            (uint)row < (uint)_rowCount
            && (uint)ordinal < (uint)columns.Length
            && columns[ordinal] is ResultColumn<T> column
            && !column.IsDBNull(row)
            ? column.GetValue(row)
            : GetOther<T>(ordinal, operation);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T GetOther<T>(int ordinal, string operation)
    {
        var column = CurrentColumn(ordinal, operation);
        if (column.IsDBNull(_row))
        {
            return GetNull<T>(ordinal);
        }

        if (typeof(T) == typeof(Stream))
        {
            return (T)(object)OpenBytes(column);
        }

        if (typeof(T) == typeof(TextReader))
        {
            return (T)(object)OpenText(column);
        }

        return FieldConversion.To<T>(column, _row);
    }

    private static T GetNull<T>(int ordinal)
    {
        if (typeof(T) == typeof(object) || typeof(T) == typeof(DBNull))
        {
            return (T)(object)DBNull.Value;
        }

        if (typeof(T) == typeof(TextReader))
        {
            return (T)(object)new StringReader("");
        }

        throw default(T) is null || FieldConversion.IsKnown(typeof(T))
            ? new InvalidOperationException(
                $"The data is NULL at ordinal {ordinal}. This method can't be called on NULL values. "
                    + "Check using IsDBNull before calling."
            )
            : new InvalidCastException();
    }
}
