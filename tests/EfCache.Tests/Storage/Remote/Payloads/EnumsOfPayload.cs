using System.Diagnostics.CodeAnalysis;
using EfCache.Storage.Remote.Payloads;
using EfCache.Storage.Remote.Payloads.Codecs;
using MessagePack;

namespace EfCache.Tests.Storage.Remote.Payloads;

/// <summary>
/// The types that a query would have to read a payload's columns as, where these are of enums: no payload names them, so
/// that without a query none of its values is ever read.
/// </summary>
internal static class EnumsOfPayload
{
    // Up to the last, the array of columns.
    private const int FieldsBeforeColumns = PayloadPrefix.FieldCount - 1;

    private static readonly Type[] Enums =
    [
        typeof(ByteEnum),
        typeof(SByteEnum),
        typeof(Int16Enum),
        typeof(UInt16Enum),
        typeof(DayOfWeek),
        typeof(UInt32Enum),
        typeof(Int64Enum),
        typeof(UInt64Enum),
    ];

    private enum ByteEnum : byte;

    private enum SByteEnum : sbyte;

    private enum Int16Enum : short;

    private enum UInt16Enum : ushort;

    private enum UInt32Enum : uint;

    private enum Int64Enum : long;

    private enum UInt64Enum : ulong;

    /// <summary>False if there are none, or the payload cannot be read as far.</summary>
    /// <param name="payload">Any bytes.</param>
    /// <param name="types">A type for each column, null where that is not of enums.</param>
    public static bool TryFind(byte[] payload, [NotNullWhen(true)] out Type?[]? types)
    {
        types = null;
        try
        {
            var reader = new MessagePackReader(payload);
            reader.ReadArrayHeader();
            for (var i = 0; i < FieldsBeforeColumns; i++)
            {
                reader.Skip();
            }

            var found = new Type?[reader.ReadArrayHeader() / EntryPayload.FieldsPerColumn];
            for (var i = 0; i < found.Length; i++)
            {
                // Its name and its database type's, the code, and two fields more.
                reader.Skip();
                reader.Skip();
                found[i] = EnumOf(reader.ReadUInt32());
                reader.Skip();
                reader.Skip();
            }

            types = Array.Exists(found, type => type is not null) ? found : null;
            return types is not null;
        }
        catch (Exception e) when (MalformedPayload.IsCauseOf(e))
        {
            return false;
        }
    }

    private static Type? EnumOf(uint code)
    {
        var inner = code >> 8;
        return (byte)code switch
        {
            TypeCodes.EnumOf => Array.Find(
                Enums,
                type => ValueCodecs.TryFind(type.GetEnumUnderlyingType(), out var codec) && codec.Code == inner
            ),
            TypeCodes.ArrayOf => EnumOf(inner)?.MakeArrayType(),
            TypeCodes.ListOf => EnumOf(inner) is { } element ? typeof(List<>).MakeGenericType(element) : null,
            TypeCodes.NullableOf => EnumOf(inner) is { IsEnum: true } value
                ? typeof(Nullable<>).MakeGenericType(value)
                : null,
            _ => null,
        };
    }
}
