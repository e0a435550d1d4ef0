using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EfCache.Storage;

/// <summary>
/// The canonical text of a key's value, the same for the reader that compares with it and for the writer that changes the
/// row, whatever CLR type each holds.
/// </summary>
/// <remarks>
/// Only for types that every database compares as .NET does: whole numbers, Guids, bools, and enums stored as numbers.
/// Strings have collations and padding, decimals have scales.
/// </remarks>
internal static class RowKey
{
    /// <summary>Whether rows can be told apart by values of this mapping.</summary>
    public static bool IsNarrowable(RelationalTypeMapping mapping) =>
        IsNarrowable(mapping.Converter?.ProviderClrType ?? mapping.ClrType);

    /// <summary>Whether rows can be told apart by values of this type, as it is sent to the database.</summary>
    public static bool IsNarrowable(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum || IsWholeNumber(type) || type == typeof(Guid) || type == typeof(bool);
    }

    /// <summary>The text, or null for a value that no row can be told by (null, or of an unexpected type).</summary>
    public static string? TryFormat(object? value, RelationalTypeMapping mapping)
    {
        if (value is null)
        {
            return null;
        }

        return (mapping.Converter is { } converter ? ConvertOrNull(converter, value) : value) switch
        {
            int number => number.ToString(CultureInfo.InvariantCulture),
            long number => number.ToString(CultureInfo.InvariantCulture),
            Guid guid => guid.ToString("N"),
            bool flag => flag ? "1" : "0",
            short or byte or sbyte or ushort or uint or ulong => ((IFormattable)value).ToString(
                null,
                CultureInfo.InvariantCulture
            ),
            Enum @enum => @enum.ToString("D"),
            _ => null,
        };
    }

    /// <summary>
    /// As it is sent. C# compares enums and small numbers as ints, and so do query expressions: a converter takes these as values
    /// of its own type, which is what EF Core does with them.
    /// </summary>
    private static object? ConvertOrNull(ValueConverter converter, object value)
    {
        try
        {
            return converter.ConvertToProvider(value);
        }
        catch (Exception exception)
            when (exception is InvalidCastException or FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsWholeNumber(Type type) =>
        Type.GetTypeCode(type)
            is TypeCode.Int32
                or TypeCode.Int64
                or TypeCode.Int16
                or TypeCode.Byte
                or TypeCode.SByte
                or TypeCode.UInt16
                or TypeCode.UInt32
                or TypeCode.UInt64;
}
