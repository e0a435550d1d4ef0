using System.Data;
using System.Text.Json;
using CsCheck;
using EfCache.Query.Keys;
using Microsoft.Data.Sqlite;

namespace EfCache.Tests.Keys;

public sealed class ExactValueTests
{
    [Fact]
    public void Distinct_values_never_give_equal_bytes() =>
        Gen.Select(KeyValues.Any, KeyValues.Any)
            .Sample((a, b) => Same(a, b) == Bytes(a).AsSpan().SequenceEqual(Bytes(b)), iter: 20_000);

    [Fact]
    public void Equal_values_give_equal_bytes() =>
        KeyValues.Any.Sample(value => Bytes(value).AsSpan().SequenceEqual(Bytes(value)), iter: 5_000);

    [Fact]
    public void No_values_bytes_are_the_beginning_of_anothers() =>
        Gen.Select(KeyValues.Any, KeyValues.Any)
            .Sample(
                (a, b) => Bytes(a).AsSpan().SequenceEqual(Bytes(b)) || !Bytes(b).AsSpan().StartsWith(Bytes(a)),
                iter: 20_000
            );

    [Fact]
    public void Bytes_of_several_values_are_those_of_no_others() =>
        Gen.Select(KeyValues.Any.Array[0, 4], KeyValues.Any.Array[0, 4])
            .Sample(
                (a, b) =>
                    (a.Length == b.Length && a.Zip(b).All(pair => Same(pair.First, pair.Second)))
                    == Bytes(a, each: true).AsSpan().SequenceEqual(Bytes(b, each: true)),
                iter: 20_000
            );

    [Fact]
    public void Corners_that_equality_does_not_tell_apart_are_told_apart()
    {
        object?[] corners =
        [
            null,
            DBNull.Value,
            0.0,
            -0.0,
            double.NaN,
            BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_0001),
            0f,
            1.0m,
            1.00m,
            new DateTime(5, DateTimeKind.Utc),
            new DateTime(5, DateTimeKind.Local),
            new DateTime(5, DateTimeKind.Unspecified),
            "\ud800",
            "\ud801",
            "\ufffd",
            new DateTimeOffset(2020, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)),
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            DayOfWeek.Sunday,
            DateTimeKind.Unspecified,
            0,
            0L,
            (short)0,
            Array.Empty<int>(),
            Array.Empty<string>(),
            new int?[] { null },
            new string?[] { null },
            new[] { Array.Empty<int>() },
        ];
        Assert.Equal(corners.Length, corners.Select(c => Convert.ToHexString(Bytes(c))).Distinct().Count());
    }

    [Fact]
    public void Collections_of_one_kind_and_another_are_their_elements()
    {
        List<int> numbers = [1, 2];
        Assert.Equal(Bytes(numbers), Bytes(numbers.ToArray()));
    }

    [Fact]
    public void Unsupported_values_are_refused()
    {
        object[] unsupported =
        [
            new(),
            new Uri("http://example.org"),
            JsonDocument.Parse("{}"),
            new int[1, 1],
            Enumerable.Range(0, 3).Where(i => i > 1),
            new[] { new object() },
            new Dictionary<string, int> { ["a"] = 1 },
            new SqliteParameter("p", 1) { IsNullable = true, Value = new object() },
            new OwnList { All = true },
            new Version(1, 2),
        ];
        Assert.All(unsupported, value => Assert.False(ExactValue.TryWrite(new KeyBuffer(), value)));
    }

    [Fact]
    public void Parameter_object_is_what_it_says_and_not_which_it_is()
    {
        static SqliteParameter Parameter(string name, object? value) => new(name, value);
        Assert.Equal(Bytes(Parameter("p", 1)), Bytes(Parameter("p", 1)));
        Assert.NotEqual(Bytes(Parameter("p", 1)), Bytes(Parameter("p", 2)));
        Assert.NotEqual(Bytes(Parameter("p", 1)), Bytes(Parameter("q", 1)));
        Assert.NotEqual(Bytes(Parameter("p", 1)), Bytes(Parameter("p", 1L)));
        var reused = Parameter("p", 1);
        var before = Bytes(reused);
        reused.Value = 2;
        Assert.NotEqual(before, Bytes(reused));
    }

    private static byte[] Bytes(object? value, bool each = false)
    {
        var key = new KeyBuffer();
        foreach (var one in each ? (object?[])value! : [value])
        {
            Assert.True(ExactValue.TryWrite(key, one), $"{one?.GetType()} is supported.");
        }

        return key.Written.ToArray();
    }

    /// <summary>Whether a database could not tell them apart: the same type, and the same bits.</summary>
    private static bool Same(object? a, object? b) =>
        (a, b) switch
        {
            (null, null) => true,
            (null, _) or (_, null) => false,
            (byte[] x, byte[] y) => x.AsSpan().SequenceEqual(y),
            (byte[], _) or (_, byte[]) => false,
            (Array x, Array y) => SameElements(x, y),
            _ when a.GetType() != b.GetType() => false,
            (double x, double y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y),
            (float x, float y) => BitConverter.SingleToInt32Bits(x) == BitConverter.SingleToInt32Bits(y),
            (Half x, Half y) => BitConverter.HalfToInt16Bits(x) == BitConverter.HalfToInt16Bits(y),
            (decimal x, decimal y) => decimal.GetBits(x).AsSpan().SequenceEqual(decimal.GetBits(y)),
            (DateTime x, DateTime y) => x == y && x.Kind == y.Kind,
            (DateTimeOffset x, DateTimeOffset y) => x.EqualsExact(y),
            (string x, string y) => string.Equals(x, y, StringComparison.Ordinal),
            _ => a.Equals(b),
        };

    // Elements tell their type themselves; where there is none that does, the array's own is all that tells it.
    private static bool SameElements(Array x, Array y) =>
        x.Length == y.Length
        && x.Cast<object?>().Zip(y.Cast<object?>()).All(pair => Same(pair.First, pair.Second))
        && (x.GetType() == y.GetType() || x.Cast<object?>().Any(element => element is not (null or DBNull)));

    /// <summary>A list with more to it than its elements.</summary>
    private sealed class OwnList : List<int>
    {
        public bool All { get; set; }
    }
}
