using EfCache.Query.Replay;
using EfCache.Tests.Query.Replay;

namespace EfCache.Tests.Storage.Remote.Payloads;

/// <summary>A result that was recorded from a live reader answers the same from a payload.</summary>
public sealed class PayloadReplayTests(WideTable table) : IClassFixture<WideTable>
{
    [Fact]
    public void Every_column_gives_what_the_live_reader_gives()
    {
        var payload = TestPayload.Encode(table.Result);
        var decoded = TestPayload.Decode(payload, [.. table.Result.Columns.Select(c => c.ValueType)]);
        using var live = table.Live();
        using var replay = new ReplayDataReader(decoded);
        var values = 0;
        while (live.Read())
        {
            Assert.True(replay.Read());
            for (var i = 0; i < table.Columns.Count; i++)
            {
                Assert.Equal(
                    (live.IsDBNull(i), live.GetName(i), live.GetDataTypeName(i)),
                    (replay.IsDBNull(i), replay.GetName(i), replay.GetDataTypeName(i))
                );
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
    public void Every_column_gives_as_an_object_what_the_recorded_one_gives()
    {
        var decoded = TestPayload.Decode(
            TestPayload.Encode(table.Result),
            [.. table.Result.Columns.Select(c => c.ValueType)]
        );
        using var recorded = new ReplayDataReader(table.Result);
        using var replay = new ReplayDataReader(decoded);
        while (recorded.Read())
        {
            Assert.True(replay.Read());
            for (var i = 0; i < table.Columns.Count; i++)
            {
                Assert.Equal(recorded.GetFieldType(i), replay.GetFieldType(i));
                Assert.Equal(ReaderOutcome.Of(() => recorded.GetValue(i)), ReaderOutcome.Of(() => replay.GetValue(i)));
            }
        }
    }
}
