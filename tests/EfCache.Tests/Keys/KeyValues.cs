using System.Net;
using System.Numerics;
using CsCheck;

namespace EfCache.Tests.Keys;

/// <summary>Random values of every type that a key can have, with the corners of each.</summary>
internal static class KeyValues
{
    private static readonly Gen<object?>[] Scalars =
    [
        Gen.Const((object?)null),
        Gen.Const((object?)DBNull.Value),
        Of(Gen.Int[-3, 3]),
        Of(Gen.Int),
        Of(Gen.Long[-3, 3]),
        Of(Gen.Long),
        Of(Gen.Short),
        Of(Gen.Byte),
        Of(Gen.SByte),
        Of(Gen.UShort),
        Of(Gen.UInt),
        Of(Gen.ULong),
        Of(Gen.Bool),
        Of(Gen.Char),
        Of(Gen.OneOfConst("", "\0", "a", "A", "ab", "\ud800", "\udc00", "\ufffd", "1", "é", "e\u0301")),
        Of(Gen.String),
        Of(Gen.Guid),
        Of(
            Gen.OneOfConst(0.0, -0.0, double.NaN, double.Epsilon, BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_0001))
        ),
        Of(Gen.Double),
        Of(Gen.OneOfConst(0f, -0f, float.NaN, BitConverter.Int32BitsToSingle(0x7FC0_0001))),
        Of(Gen.Single),
        Of(Gen.OneOfConst((Half)0, (Half)(-0f), Half.NaN)),
        Of(Gen.OneOfConst(0m, 0.0m, 1m, 1.0m, 1.00m, -1m, new decimal(0, 0, 0, true, 1))),
        Of(Gen.Decimal),
        Of(Gen.Select(Gen.Long[0, 5], Gen.OneOfConst(Enum.GetValues<DateTimeKind>()), (t, k) => new DateTime(t, k))),
        Of(Gen.Select(Gen.Int[0, 3], Gen.Int[-2, 2], (h, o) => Time(h, o))),
        Of(Gen.Int[0, 1000].Select(DateOnly.FromDayNumber)),
        Of(Gen.Long[0, 1000].Select(ticks => new TimeOnly(ticks))),
        Of(Gen.Long[-1000, 1000].Select(TimeSpan.FromTicks)),
        Of(Gen.Byte.Array[0, 4]),
        Of(Gen.OneOfConst(DayOfWeek.Sunday, DayOfWeek.Monday, (DayOfWeek)77)),
        Of(Gen.OneOfConst(DateTimeKind.Unspecified, DateTimeKind.Utc)),
        Of(Gen.Byte.Array[4].Select(bytes => new IPAddress(bytes))),
        Of(Gen.Long.Select(number => new BigInteger(number) * number)),
    ];

    /// <summary>Values, lists of values, and lists of lists.</summary>
    public static Gen<object?> Any { get; } =
        Gen.Recursive<object?>(
            (depth, self) => depth >= 2 ? Gen.OneOf(Scalars) : Gen.OneOf([.. Scalars, List(self), List(self), Typed()])
        );

    private static DateTimeOffset Time(int hour, int offset) =>
        new(new DateTime(2020, 1, 1, 3 + hour, 0, 0), TimeSpan.FromHours(offset));

    private static Gen<object?> List(Gen<object?> element) => Of(element.Array[0, 3]);

    private static Gen<object?> Typed() =>
        Gen.OneOf(
            Of(Gen.Int.Array[0, 2]),
            Of(Gen.Long.Array[0, 2]),
            Of(Gen.OneOfConst<string?>("", "a", null).Array[0, 2]),
            Of(Gen.OneOfConst<int?>(1, null).Array[0, 2])
        );

    private static Gen<object?> Of<T>(Gen<T> values) => values.Select(value => (object?)value);
}
