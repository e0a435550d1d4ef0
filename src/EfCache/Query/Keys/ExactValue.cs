using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Data;
using System.Data.Common;
using System.Net;
using System.Numerics;

namespace EfCache.Query.Keys;

/// <summary>
/// Writes a value into a key by its exact bytes, after a byte that tells its type: two values that a database could tell
/// apart never give the same bytes, and each value's bytes show where they end.
/// </summary>
internal static class ExactValue
{
    // A part of every stored key: a new type gets a new number, and a number is never given again.
    private enum Code : byte
    {
        Null = 0,
        Int32 = 1,
        Int64 = 2,
        String = 3,
        Guid = 4,
        Boolean = 5,
        DateTime = 6,
        DateTimeOffset = 7,
        Decimal = 8,
        Double = 9,
        Single = 10,
        Int16 = 11,
        Byte = 12,
        SByte = 13,
        UInt16 = 14,
        UInt32 = 15,
        UInt64 = 16,
        Char = 17,
        DateOnly = 18,
        TimeOnly = 19,
        TimeSpan = 20,
        Bytes = 21,
        Enum = 22,
        List = 23,
        DbParameter = 24,
        DBNull = 25,
        IPAddress = 26,
        BigInteger = 27,
        Half = 28,
    }

    private static readonly Type[] PlainCollections =
    [
        typeof(List<>),
        typeof(HashSet<>),
        typeof(SortedSet<>),
        typeof(ReadOnlyCollection<>),
        typeof(ImmutableArray<>),
        typeof(ImmutableList<>),
        typeof(ImmutableHashSet<>),
    ];

    private static readonly ConcurrentDictionary<Type, bool> StableCollections = new();

    /// <summary>False when the value can't be written exactly; the buffer then holds a part of it.</summary>
    public static bool TryWrite(KeyBuffer key, object? value)
    {
        switch (value)
        {
            case null:
                Write(key, Code.Null);
                return true;
            case int number:
                Write(key, Code.Int32);
                key.WriteInt32(number);
                return true;
            case string text:
                Write(key, Code.String);
                key.WriteString(text);
                return true;
            case long number:
                return Write(key, Code.Int64, number);
            case Guid guid:
                Write(key, Code.Guid);
                key.WriteGuid(guid);
                return true;
            case bool flag:
                return Write(key, Code.Boolean, flag ? 1 : 0);
            case Enum @enum:
                return TryWriteEnum(key, @enum);
            default:
                return TryWriteNumber(key, value) || TryWriteTime(key, value) || TryWriteOther(key, value);
        }
    }

    private static bool TryWriteNumber(KeyBuffer key, object value)
    {
        switch (value)
        {
            case decimal number:
                Span<int> bits = stackalloc int[4];
                decimal.GetBits(number, bits); // 1.0 and 1.00 differ here, as they do in some databases
                Write(key, Code.Decimal);
                foreach (var part in bits)
                {
                    key.WriteInt32(part);
                }

                return true;
            case double number:
                return Write(key, Code.Double, BitConverter.DoubleToInt64Bits(number));
            case float number:
                return Write(key, Code.Single, BitConverter.SingleToInt32Bits(number));
            case Half number:
                return Write(key, Code.Half, BitConverter.HalfToInt16Bits(number));
            case short number:
                return Write(key, Code.Int16, number);
            case byte number:
                return Write(key, Code.Byte, number);
            case sbyte number:
                return Write(key, Code.SByte, number);
            case ushort number:
                return Write(key, Code.UInt16, number);
            case uint number:
                return Write(key, Code.UInt32, number);
            case ulong number:
                return Write(key, Code.UInt64, unchecked((long)number));
            case char character:
                return Write(key, Code.Char, character);
            case BigInteger number:
                Write(key, Code.BigInteger);
                key.WriteBytes(number.ToByteArray());
                return true;
            default:
                return false;
        }
    }

    private static bool TryWriteTime(KeyBuffer key, object value)
    {
        switch (value)
        {
            case DateTime time:
                Write(key, Code.DateTime, time.Ticks);
                key.WriteByte((byte)time.Kind);
                return true;
            case DateTimeOffset time:
                Write(key, Code.DateTimeOffset, time.Ticks);
                key.WriteInt64(time.Offset.Ticks);
                return true;
            case DateOnly date:
                return Write(key, Code.DateOnly, date.DayNumber);
            case TimeOnly time:
                return Write(key, Code.TimeOnly, time.Ticks);
            case TimeSpan span:
                return Write(key, Code.TimeSpan, span.Ticks);
            default:
                return false;
        }
    }

    private static bool TryWriteOther(KeyBuffer key, object value)
    {
        switch (value)
        {
            case byte[] bytes:
                Write(key, Code.Bytes);
                key.WriteBytes(bytes);
                return true;
            case DBNull:
                Write(key, Code.DBNull);
                return true;
            case IPAddress address:
                Write(key, Code.IPAddress);
                key.WriteString(address.ToString());
                return true;
            case DbParameter parameter:
                return TryWriteParameter(key, parameter);
            case IEnumerable:
                return TryWriteList(key, value, 0, static (buffer, element, _) => TryWrite(buffer, element));
            default:
                return false;
        }
    }

    private static bool TryWriteEnum(KeyBuffer key, Enum value)
    {
        // Two enums may have equal numbers; a plan has one type for each of its parameters, but raw SQL does not.
        Write(key, Code.Enum);
        key.WriteString(value.GetType().FullName);
        return TryWrite(key, Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType()), null));
    }

    /// <summary>The elements of a list of a type that is nothing but its elements; each written as the caller says.</summary>
    public static bool TryWriteList<TState>(
        KeyBuffer key,
        object list,
        TState state,
        Func<KeyBuffer, object?, TState, bool> tryWriteElement
    )
    {
        if (!StableCollections.GetOrAdd(list.GetType(), IsStableCollection))
        {
            return false;
        }

        // A byte before each element and one after the last delimit the list without counting it first.
        // Elements tell their type; a list in which none does tells its own: an empty list of numbers is no empty list of texts.
        Write(key, Code.List);
        var isTyped = false;
        foreach (var element in (IEnumerable)list)
        {
            key.WriteByte(1);
            isTyped |= element is not (null or DBNull);
            if (!tryWriteElement(key, element, state))
            {
                return false;
            }
        }

        key.WriteByte(0);
        if (!isTyped)
        {
            key.WriteString(list.GetType().ToString());
        }

        return true;
    }

    /// <summary>
    /// A parameter object, by what it says and never by which object it is, since it is reused with new values. One that gets
    /// a value back, or whose type in the database can't be told, is refused.
    /// </summary>
    public static bool TryWriteParameter(KeyBuffer key, DbParameter parameter)
    {
        if (parameter.Direction != ParameterDirection.Input)
        {
            return false;
        }

        Write(key, Code.DbParameter);
        if (!ProviderParameterType.TryWrite(key, parameter))
        {
            return false;
        }

        key.WriteString(parameter.ParameterName);
        key.WriteInt32((int)parameter.DbType);
        key.WriteInt32(parameter.Size);
        key.WriteByte(parameter.Precision);
        key.WriteByte(parameter.Scale);
        return TryWrite(key, parameter.Value);
    }

    /// <summary>
    /// Collections that are nothing but their elements, and give the same ones in the same order each time: not iterators, and
    /// not types of a user's own, which may have more to them.
    /// </summary>
    private static bool IsStableCollection(Type type) =>
        type.IsSZArray || (type.IsGenericType && PlainCollections.Contains(type.GetGenericTypeDefinition()));

    private static void Write(KeyBuffer key, Code code) => key.WriteByte((byte)code);

    private static bool Write(KeyBuffer key, Code code, long value)
    {
        Write(key, code);
        key.WriteInt64(value);
        return true;
    }
}
