using EfCache.Query.Replay;
using EfCache.Storage;

namespace EfCache.Tests.Storage.Remote.Payloads;

public sealed class PayloadAllocationTests
{
    [Fact]
    public void Read_of_values_of_a_fixed_size_allocates_nothing()
    {
        const int Rows = 50;
        var ids = Enumerable.Range(0, Rows).ToArray();
        var result = TestPayload.Decode(
            TestPayload.Encode(
                new CachedResult(
                    [
                        TestPayload.Column("a", ids),
                        TestPayload.Column("b", Array.ConvertAll(ids, i => (long)i << i)),
                        TestPayload.Column("c", Array.ConvertAll(ids, i => i / 3.0), row => row == 7),
                        TestPayload.Column("d", Array.ConvertAll(ids, i => i / 4m)),
                        TestPayload.Column("e", Array.ConvertAll(ids, i => i % 2 == 0)),
                        TestPayload.Column("f", Array.ConvertAll(ids, _ => Guid.NewGuid())),
                        TestPayload.Column("g", Array.ConvertAll(ids, i => DateTime.UnixEpoch.AddSeconds(i))),
                        TestPayload.Column("h", Array.ConvertAll(ids, i => (DayOfWeek)i)),
                        TestPayload.Column("i", Array.ConvertAll(ids, i => i % 2 == 0 ? "even" : "odd")),
                    ],
                    Rows,
                    0
                )
            ),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            typeof(DayOfWeek),
            null
        );
        using var reader = new ReplayDataReader(result);
        for (var i = 0; i < 100; i++)
        {
            Assert.True(Sum(reader, result) > 0);
        }

        // The strings are few, and have been made.
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Sum(reader, result);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static long Sum(ReplayDataReader reader, CachedResult result)
    {
        reader.Reset(result);
        var sum = 0L;
        while (reader.Read())
        {
            sum +=
                reader.GetInt32(0)
                + (reader.GetInt64(1) & 0xff)
                + (reader.IsDBNull(2) ? 1 : (long)reader.GetDouble(2))
                + (long)reader.GetDecimal(3)
                + (reader.GetBoolean(4) ? 1 : 0)
                + (reader.GetGuid(5) == Guid.Empty ? 1 : 0)
                + (reader.GetDateTime(6).Ticks & 0xff)
                + (long)reader.GetFieldValue<DayOfWeek>(7)
                + reader.GetString(8).Length;
        }

        return sum;
    }
}
