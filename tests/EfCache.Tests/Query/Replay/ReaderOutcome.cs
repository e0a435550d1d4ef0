using System.Collections;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Reflection;

namespace EfCache.Tests.Query.Replay;

/// <summary>What a call did, as text that two readers' outcomes can be compared by.</summary>
internal static class ReaderOutcome
{
    // The others are of the base table, which a cached result does not know: a deviation, for want of the database.
    private static readonly string[] SchemaColumns =
    [
        "ColumnName",
        "ColumnOrdinal",
        "ColumnSize",
        "DataType",
        "DataTypeName",
    ];

    public static string Of(Func<object?> call)
    {
        try
        {
            return Text(call());
        }
        catch (TargetInvocationException e) when (e.InnerException is { } thrown)
        {
            return Thrown(thrown);
        }
    }

    public static string Text(object? value) =>
        value switch
        {
            null => "null",
            DBNull => "DBNull",
            string text => $"\"{text}\"",
            Type type => type.FullName!,
            double number => $"Double {BitConverter.DoubleToInt64Bits(number)}",
            float number => $"Single {BitConverter.SingleToInt32Bits(number)}",
            decimal number => $"Decimal {string.Join(",", decimal.GetBits(number))}",
            DateTime moment => $"DateTime {moment.Ticks} {moment.Kind}",
            DateTimeOffset moment => $"DateTimeOffset {moment.Ticks} {moment.Offset}",
            byte[] bytes => $"bytes {Convert.ToHexString(bytes)}",
            char[] characters =>
                $"chars {Convert.ToHexString(System.Text.Encoding.BigEndianUnicode.GetBytes(characters))}",
            Stream stream => $"Stream {Text(Bytes(stream))} {stream.CanWrite}",
            TextReader reader => $"TextReader {Text(reader.ReadToEnd())}",
            DataTable table => string.Join("; ", table.Rows.Cast<DataRow>().Select(Text)),
            DataRow row => string.Join(",", SchemaColumns.Select(c => Text(row[c]))),
            DbColumn column => $"{column.ColumnName},{column.ColumnOrdinal},{column.DataType},{column.DataTypeName}",
            Task task => Text(task),
            ValueTask task => Text(task.AsTask()),
            IEnumerator rows => $"rows {Rows(rows)}",
            IEnumerable values => $"[{string.Join(", ", values.Cast<object?>().Select(Text))}]",
            _ => string.Create(CultureInfo.InvariantCulture, $"{value.GetType().Name} {value}"),
        };

    private static string Text(Task task)
    {
        // What the readers give is complete at once; anything else is a difference to be seen.
        if (!task.IsCompletedSuccessfully)
        {
            return task.Exception is { } e ? $"faulted {Thrown(e.InnerException!)}" : task.Status.ToString();
        }

        var result = task.GetType().GetProperty("Result");
        return result is null || result.PropertyType.Name == "VoidTaskResult"
            ? "completed"
            : $"completed {Text(result.GetValue(task))}";
    }

    private static string Thrown(Exception e) =>
        // The runtime words an overflow by how the number was converted.
        e is OverflowException
            ? nameof(OverflowException)
            : $"{e.GetType().Name}: {e.Message}";

    private static byte[] Bytes(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static string Rows(IEnumerator rows)
    {
        var texts = new List<string>();
        try
        {
            while (rows.MoveNext())
            {
                var record = (DbDataRecord)rows.Current;
                texts.Add(
                    string.Join(",", Enumerable.Range(0, record.FieldCount).Select(i => Text(record.GetValue(i))))
                );
            }
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidCastException)
        {
            texts.Add(Thrown(e));
        }

        return string.Join("; ", texts);
    }
}
