using CsCheck;
using EfCache.Storage;

namespace EfCache.Tests.Storage.Remote.Payloads;

/// <summary>Random results come back, whichever way their columns are laid out.</summary>
public sealed class PayloadPropertyTests
{
    [Fact]
    public void Random_values_come_back_bit_for_bit()
    {
        // Any UTF-16 there is, lone surrogates too; and well-formed text of few different words.
        var text = Gen.OneOf(
            Gen.Char.Array[0, 20].Select(c => new string(c)),
            Gen.String[0, 30],
            Gen.OneOfConst("a", "ä", "")
        );
        Check(Gen.Bool);
        Check(Gen.Byte);
        Check(Gen.Short);
        Check(Gen.Int);
        Check(Gen.Int[-3, 300]);
        Check(Gen.Long);
        Check(Gen.Select(Gen.Long[0, 62], Gen.Long).Select((shift, n) => n >> (int)shift));
        Check(Gen.ULong);
        Check(Gen.Char);
        Check(Gen.Float);
        Check(Gen.OneOf(Gen.Double, Gen.OneOfConst(double.NaN, -0.0, double.NegativeInfinity, double.Epsilon)));
        Check(Gen.Int[0, 10].Select(n => n / 2.0));
        Check(Gen.OneOf(Gen.Decimal, Gen.OneOfConst(1m, 1.0m, 1.00m, -0.0m, decimal.MaxValue)));
        Check(Gen.Int[-10_000, 10_000].Select(n => n / 100m));
        Check(Gen.Select(Gen.DateTime, Gen.Enum<DateTimeKind>(), DateTime.SpecifyKind));
        Check(Gen.Int[0, 10_000].Select(n => DateTime.UnixEpoch.AddMinutes(n)));
        Check(Gen.DateTimeOffset);
        Check(Gen.DateOnly);
        Check(Gen.TimeOnly);
        Check(Gen.TimeSpan);
        Check(Gen.Guid);
        Check(text);
        Check(Gen.OneOfConst("red", "green", "blue"));
        Check(Gen.Byte.Array[0, 40]);
        Check(Gen.Int.Array[0, 5]);
        Check(Gen.Nullable(Gen.Int).Array[0, 20]);
        Check(Gen.Double.List[0, 5]);
        Check(text.Array[0, 15]);
        Check(Gen.Int[0, 3].Array[0, 3].Array[0, 3]);
        Check(Gen.Enum<DayOfWeek>());
    }

    [Fact]
    public void Random_results_come_back_with_all_of_their_columns()
    {
        var column = Gen.OneOf(
            Rows(Gen.Int[-100, 100_000]),
            Rows(Gen.String[0, 20]),
            Rows(Gen.OneOfConst("red", "green", "blue")),
            Rows(Gen.Decimal),
            Rows(Gen.Bool),
            Rows(Gen.DateTime),
            Rows(Gen.Byte.Array[0, 20]),
            Rows(Gen.Guid)
        );
        column
            .Array[0, 12]
            .Sample(
                columns =>
                {
                    var result = new CachedResult(columns, Count, 0);
                    foreach (var threshold in (int[])[0, int.MaxValue])
                    {
                        var payload = TestPayload.Encode(
                            result,
                            TestPayload.Limits with
                            {
                                CompressionThreshold = threshold,
                            }
                        );
                        var types = Array.ConvertAll(columns, Type? (c) => c.ValueType);
                        Assert.Equal(TestPayload.Text(result), TestPayload.Text(TestPayload.Decode(payload, types)));
                    }
                },
                iter: 100
            );
    }

    private const int Count = 70;

    private static Gen<ResultColumn> Rows<T>(Gen<T> values) =>
        Gen.Select(values.Array[Count], Gen.Int[0, 4].Array[Count])
            .Select((v, rolls) => TestPayload.Column("a column", v, row => rolls[row] == 0));

    private static void Check<T>(Gen<T> values) =>
        Gen.Select(values, Gen.Int[0, 3])
            .Array[0, 150]
            .Sample(
                cells =>
                {
                    var result = TestPayload.Of(
                        cells.Select(c => c.Item1).ToArray(),
                        row => cells.Length % 2 == 0 && cells[row].Item2 == 0
                    );
                    Assert.Equal(
                        TestPayload.Text(result),
                        TestPayload.Text(TestPayload.Decode(TestPayload.Encode(result), typeof(T)))
                    );
                },
                iter: 40
            );
}
