using CsCheck;
using EfCache.Query.Replay;
using EfCache.Storage;

namespace EfCache.Tests.Query.Replay;

public class ReplayRoundTripTests(WideTable table) : IClassFixture<WideTable>
{
    [Fact]
    public void Every_column_through_its_own_getter_gives_what_the_live_reader_gives()
    {
        using var live = table.Live();
        using var replay = new ReplayDataReader(table.Result);
        var values = 0;
        while (live.Read())
        {
            Assert.True(replay.Read());
            for (var i = 0; i < table.Columns.Count; i++)
            {
                Assert.Equal(live.IsDBNull(i), replay.IsDBNull(i));
                if (!live.IsDBNull(i))
                {
                    var getter = table.Columns[i].Getter;
                    Assert.Equal(
                        ReaderOutcome.Of(() => getter.Invoke(live, [i])),
                        ReaderOutcome.Of(() => getter.Invoke(replay, [i]))
                    );
                    values++;
                }
            }
        }

        Assert.False(replay.Read());
        Assert.True(values > table.Columns.Count);
    }

    [Fact]
    public void Random_values_come_back_bit_for_bit()
    {
        // Any UTF-16 there is, lone surrogates too: what a provider hands out is kept, not judged.
        var text = Gen.Char.Array[0, 40].Select(c => new string(c));
        Check(Gen.Int);
        Check(Gen.Long);
        Check(Gen.Short);
        Check(Gen.Byte);
        Check(Gen.ULong);
        Check(Gen.Bool);
        Check(Gen.Char);
        Check(Gen.OneOf(Gen.Double, Gen.OneOfConst(double.NaN, -0.0, double.NegativeInfinity, double.Epsilon)));
        Check(Gen.OneOf(Gen.Float, Gen.OneOfConst(float.NaN, -0f)));
        Check(Gen.OneOf(Gen.Decimal, Gen.OneOfConst(1m, 1.0m, 1.00m, -0.0m, decimal.MaxValue)));
        Check(Gen.Select(Gen.DateTime, Gen.Enum<DateTimeKind>(), DateTime.SpecifyKind));
        Check(Gen.DateTimeOffset);
        Check(Gen.DateOnly);
        Check(Gen.TimeOnly);
        Check(Gen.TimeSpan);
        Check(Gen.Guid);
        Check(Gen.OneOf(text, Gen.OneOfConst("", new string('x', 100_000))));
        Check(Gen.Byte.Array[0, 40]);
        Check(Gen.Int.Array[0, 5]);
        Check(Gen.Int.List[0, 5]);
        Check(text.Array[0, 5]);
    }

    private static void Check<T>(Gen<T> values) =>
        Gen.Select(values, Gen.Int[0, 3])
            .Array[0, 60]
            .Sample(
                cells =>
                {
                    // A quarter of the rows is null.
                    var nulls = new NullBits();
                    for (var row = 0; row < cells.Length; row++)
                    {
                        if (cells[row].Item2 == 0)
                        {
                            nulls.Set(row);
                        }
                    }

                    // Not a DataTable's reader, which gives -0.0 back as 0.0.
                    var column = new RecordedColumn<T>("v", "any", typeof(T), nulls, [.. cells.Select(c => c.Item1)]);
                    using var live = new ReplayDataReader(new CachedResult([column], cells.Length, 0));
                    Assert.True(KeptTypes.TryFind(typeof(T), out var kept, out _));
                    var result = WideTable.Record(live, [kept.CreateGetter(null)]);
                    using var replay = new ReplayDataReader(result);
                    foreach (var (value, roll) in cells)
                    {
                        Assert.True(replay.Read());
                        Assert.Equal(roll == 0, replay.IsDBNull(0));
                        if (roll != 0)
                        {
                            Assert.Equal(ReaderOutcome.Text(value), ReaderOutcome.Text(replay.GetFieldValue<T>(0)));
                        }
                    }

                    Assert.False(replay.Read());
                },
                iter: 50
            );
}
