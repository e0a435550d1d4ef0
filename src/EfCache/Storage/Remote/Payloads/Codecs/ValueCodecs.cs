using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using EfCache.Storage.Remote.Payloads.Formats;

namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>
/// The types that can be kept on a server. Types of other libraries are not among them: their layout may change from one version of those
/// to the next, and instances of an application with both run side by side.
/// </summary>
internal static class ValueCodecs
{
    private static readonly ValueCodec[] Basic = CreateBasic();

    private static readonly Dictionary<Type, ValueCodec> BasicByType = Basic.ToDictionary(codec => codec.Type);

    private static readonly Dictionary<uint, ValueCodec> BasicByCode = Basic.ToDictionary(codec => codec.Code);

    // Grows with the types that queries read.
    private static readonly ConcurrentDictionary<Type, ValueCodec?> ByType = new();

    // Grows with the codes that are some type's: of four numbers at most, of which the last is one of a few.
    private static readonly ConcurrentDictionary<uint, ValueCodec> ByCode = new();

    /// <summary>The codec of values that a query reads.</summary>
    public static bool TryFind(Type type, [NotNullWhen(true)] out ValueCodec? codec)
    {
        codec = ByType.GetOrAdd(type, static t => Create(t));
        return codec is not null;
    }

    /// <summary>The codec of a payload's code, unless it is unknown, or an enum's: which one, no code says.</summary>
    public static bool TryFind(uint code, [NotNullWhen(true)] out ValueCodec? codec)
    {
        if (BasicByCode.TryGetValue(code, out codec) || ByCode.TryGetValue(code, out codec))
        {
            return true;
        }

        codec = code > 0xff && TryFind(code >> 8, out var inner) ? inner.Wrap((byte)code) : null;
        if (codec is null)
        {
            return false;
        }

        codec = ByCode.GetOrAdd(code, codec);
        return true;
    }

    private static ValueCodec? Create(Type type)
    {
        if (BasicByType.TryGetValue(type, out var basic))
        {
            return basic;
        }

        if (type.IsEnum)
        {
            return TryFind(type.GetEnumUnderlyingType(), out var underlying) ? underlying.OfEnum(type) : null;
        }

        var (outer, inner) = type switch
        {
            { IsSZArray: true } => (TypeCodes.ArrayOf, type.GetElementType()),
            { IsConstructedGenericType: true } when type.GetGenericTypeDefinition() == typeof(List<>) => (
                TypeCodes.ListOf,
                type.GenericTypeArguments[0]
            ),
            _ => (TypeCodes.NullableOf, Nullable.GetUnderlyingType(type)),
        };
        return inner is not null && TryFind(inner, out var codec) ? codec.Wrap(outer) : null;
    }

    private static ValueCodec[] CreateBasic()
    {
        var text = new TextCodec(TypeCodes.String);
        return
        [
            new LaneCodec<bool, BooleanFormat>(TypeCodes.Boolean),
            new LaneCodec<byte, IntegerFormat<byte>>(TypeCodes.Byte),
            new LaneCodec<sbyte, IntegerFormat<sbyte>>(TypeCodes.SByte),
            new LaneCodec<short, IntegerFormat<short>>(TypeCodes.Int16),
            new LaneCodec<ushort, IntegerFormat<ushort>>(TypeCodes.UInt16),
            new LaneCodec<int, IntegerFormat<int>>(TypeCodes.Int32),
            new LaneCodec<uint, IntegerFormat<uint>>(TypeCodes.UInt32),
            new LaneCodec<long, IntegerFormat<long>>(TypeCodes.Int64),
            new LaneCodec<ulong, IntegerFormat<ulong>>(TypeCodes.UInt64),
            new LaneCodec<Int128, WideIntegerFormat<Int128>>(TypeCodes.Int128),
            new LaneCodec<UInt128, WideIntegerFormat<UInt128>>(TypeCodes.UInt128),
            new LaneCodec<Half, HalfFormat>(TypeCodes.Half),
            new LaneCodec<float, SingleFormat>(TypeCodes.Single),
            new LaneCodec<double, DoubleFormat>(TypeCodes.Double),
            new LaneCodec<decimal, DecimalFormat>(TypeCodes.Decimal),
            new LaneCodec<char, IntegerFormat<char>>(TypeCodes.Char),
            new LaneCodec<Guid, GuidFormat>(TypeCodes.Guid),
            new LaneCodec<DateTime, DateTimeFormat>(TypeCodes.DateTime),
            new LaneCodec<DateTimeOffset, DateTimeOffsetFormat>(TypeCodes.DateTimeOffset),
            new LaneCodec<DateOnly, DateOnlyFormat>(TypeCodes.DateOnly),
            new LaneCodec<TimeOnly, TimeOnlyFormat>(TypeCodes.TimeOnly),
            new LaneCodec<TimeSpan, TimeSpanFormat>(TypeCodes.TimeSpan),
            text,
            new BytesCodec(TypeCodes.Bytes),
            new BigIntegerCodec(TypeCodes.BigInteger),
            new UriCodec(TypeCodes.Uri),
            new VersionCodec(TypeCodes.Version),
            new IPAddressCodec(TypeCodes.IPAddress),
            new IPNetworkCodec(TypeCodes.IPNetwork),
            new PhysicalAddressCodec(TypeCodes.PhysicalAddress),
            new BitArrayCodec(TypeCodes.BitArray),
            new JsonDocumentCodec(TypeCodes.JsonDocument),
            new JsonElementCodec(TypeCodes.JsonElement),
            new StringDictionaryCodec(TypeCodes.StringDictionary, text),
        ];
    }
}
