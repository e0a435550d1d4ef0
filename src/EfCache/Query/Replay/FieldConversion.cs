using System.Globalization;
using System.Text;
using EfCache.Storage;

namespace EfCache.Query.Replay;

/// <summary>
/// Gives a recorded value as another type, as the live reader would have. EF Core never asks for one: this is for other
/// readers of the result, and it boxes. Where a value's form in the database cannot be told from what was recorded, it
/// refuses instead of guessing.
/// </summary>
internal static class FieldConversion
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>True of the types that <see cref="To{T}"/> makes values of.</summary>
    public static bool IsKnown(Type type) =>
        !type.IsEnum
        && (
            Type.GetTypeCode(type) is not (TypeCode.Object or TypeCode.Empty or TypeCode.DBNull)
            || type == typeof(Guid)
            || type == typeof(DateTimeOffset)
            || type == typeof(DateOnly)
            || type == typeof(TimeOnly)
            || type == typeof(TimeSpan)
            || type == typeof(byte[])
        );

    /// <summary>The value as the type that the live reader's GetValue returned. Not to be asked of a null.</summary>
    public static object ToFieldType(ResultColumn column, int row)
    {
        var value = column.GetObject(row);
        return column.FieldType.IsInstanceOfType(value)
            ? value
            : ToField(value, column.FieldType) ?? throw Refused(column, column.FieldType);
    }

    /// <summary>The value as this type. Not to be asked of a null.</summary>
    public static T To<T>(ResultColumn column, int row)
    {
        if (column.GetObject(row) is T same)
        {
            return same;
        }

        var field = ToFieldType(column, row);
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        type = type.IsEnum ? Enum.GetUnderlyingType(type) : type;
        return IsKnown(type) ? (T)(FromField(field, type) ?? throw Refused(column, typeof(T))) : (T)field;
    }

    private static object? ToField(object value, Type type)
    {
        if (type == typeof(string))
        {
            return ToText(value);
        }

        if (type == typeof(byte[]))
        {
            return value switch
            {
                Guid guid => guid.ToByteArray(),
                string text => Encoding.UTF8.GetBytes(text),
                MemoryStream stream => stream.ToArray(),
                _ => null,
            };
        }

        return value switch
        {
            ulong number when type == typeof(long) => unchecked((long)number),
            decimal number when IsInteger(type) && !decimal.IsInteger(number) => null,
            double number when IsInteger(type) && !double.IsInteger(number) => null,
            DateTimeOffset moment when type == typeof(DateTime) => moment.UtcDateTime,
            IConvertible when type.IsPrimitive || type == typeof(decimal) => Convert.ChangeType(value, type, Invariant),
            _ => null,
        };
    }

    /// <summary>The text that Microsoft.Data.Sqlite stores for a value.</summary>
    private static string? ToText(object value) =>
        value switch
        {
            char character => character.ToString(),
            Guid guid => guid.ToString().ToUpperInvariant(),
            decimal number => number.ToString("0.0###########################", Invariant),
            DateTime moment => moment.ToString(@"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFF", Invariant),
            DateTimeOffset moment => moment.ToString(@"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFFzzz", Invariant),
            DateOnly date => date.ToString(@"yyyy\-MM\-dd", Invariant),
            TimeOnly time => time.ToString(
                time.Ticks % TimeSpan.TicksPerSecond == 0 ? "HH:mm:ss" : "HH:mm:ss.fffffff",
                Invariant
            ),
            TimeSpan span => span.ToString("c", Invariant),
            _ => null,
        };

    private static object? FromField(object field, Type type) =>
        field switch
        {
            _ when type.IsInstanceOfType(field) => field,
            string text => FromText(text, type),
            byte[] { Length: 16 } bytes when type == typeof(Guid) => new Guid(bytes),
            byte[] bytes when type == typeof(string) => Encoding.UTF8.GetString(bytes),
            byte[] bytes => FromText(Encoding.UTF8.GetString(bytes), type),
            double number => FromReal(number, type),
            float number => FromReal(number, type),
            ulong or decimal or bool or char => null,
            IConvertible integer => FromInteger(integer.ToInt64(Invariant), type),
            _ => null,
        };

    private static object? FromInteger(long number, Type type) =>
        type == typeof(ulong) ? unchecked((ulong)number)
        : type == typeof(byte[]) ? Encoding.UTF8.GetBytes(number.ToString(Invariant))
        : type.IsPrimitive || type == typeof(decimal) || type == typeof(string)
            ? Convert.ChangeType(number, type, Invariant)
        : null;

    private static object? FromReal(double number, Type type) =>
        type == typeof(double) ? number
        : type == typeof(float) ? (float)number
        : type == typeof(decimal) ? ToDecimal(number)
        : type.IsPrimitive ? FromInteger((long)number, type)
        : null;

    private static decimal ToDecimal(double number)
    {
        // By way of SQLite's text of it, which has a decimal place also when none is needed: the scale shows it.
        var text = number.ToString(Invariant);
        return decimal.Parse(
            double.IsInteger(number) && !text.Contains('E') ? text + ".0" : text,
            NumberStyles.Float,
            Invariant
        );
    }

    private static object? FromText(string text, Type type) =>
        type switch
        {
            _ when type == typeof(Guid) => new Guid(text),
            _ when type == typeof(decimal) => decimal.Parse(
                text,
                NumberStyles.Number | NumberStyles.AllowExponent,
                Invariant
            ),
            _ when type == typeof(DateTime) => DateTime.Parse(text, Invariant) is { Kind: DateTimeKind.Local } local
                ? local.ToUniversalTime()
                : DateTime.Parse(text, Invariant),
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.Parse(
                text,
                Invariant,
                DateTimeStyles.AssumeUniversal
            ),
            _ when type == typeof(DateOnly) => DateOnly.Parse(text, Invariant),
            _ when type == typeof(TimeOnly) => TimeOnly.Parse(text, Invariant),
            _ when type == typeof(TimeSpan) => TimeSpan.Parse(text, Invariant),
            _ when type == typeof(byte[]) => Encoding.UTF8.GetBytes(text),
            _ when type == typeof(char) && text.Length == 1 => text[0],
            _ when type == typeof(double) || type == typeof(float) => double.TryParse(text, Invariant, out var number)
                ? FromReal(number, type)
                : null,
            _ => long.TryParse(text, Invariant, out var number) ? FromInteger(number, type) : null,
        };

    private static bool IsInteger(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.UInt64;

    private static InvalidCastException Refused(ResultColumn column, Type type) =>
        new(
            $"The column '{column.Name}' was read as {column.ValueType} when its result was cached, and cannot be given as {type}."
        );
}
