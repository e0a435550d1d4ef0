using System.Data.Common;
using EfCache.Query.Replay;

namespace EfCache.Tests.Query.Replay;

public class ResumingDataReaderTests(WideTable table) : IClassFixture<WideTable>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<int, bool> Caps
    {
        get
        {
            var data = new TheoryData<int, bool>();
            for (var cap = 0; cap <= WideTable.RowCount + 1; cap++)
            {
                data.Add(cap, false);
                data.Add(cap, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Caps))]
    public async Task Read_after_any_number_of_recorded_rows_equals_the_live_reader(int cap, bool async)
    {
        await using var expected = table.Live();
        var live = table.Live();
        var recorder = new ResultRecorder(table.Getters, live, cap, long.MaxValue);
        var resumes = false;
        while (!resumes && live.Read())
        {
            resumes = !recorder.TryAppend(live);
        }

        Assert.Equal(cap < WideTable.RowCount, resumes);
        DbDataReader actual = resumes
            ? new ResumingDataReader(recorder.Complete(), live, table.Getters)
            : new ReplayDataReader(recorder.Complete());
        Assert.Throws<InvalidOperationException>(() => actual.GetInt32(0));
        Assert.True(actual.HasRows);
        Assert.Equal(expected.FieldCount, actual.FieldCount);

        while (async ? await expected.ReadAsync(Cancel) : expected.Read())
        {
            Assert.True(async ? await actual.ReadAsync(Cancel) : actual.Read());
            Assert.Equal(Row(expected), Row(actual));
        }

        Assert.False(async ? await actual.ReadAsync(Cancel) : actual.Read());
        Assert.False(async ? await actual.NextResultAsync(Cancel) : actual.NextResult());
        if (async)
        {
            await actual.DisposeAsync();
        }
        else
        {
            actual.Dispose();
        }

        Assert.True(actual.IsClosed);
        Assert.Equal(resumes, live.IsClosed);
        live.Dispose();
    }

    [Fact]
    public void Close_before_the_recorded_rows_are_read_closes_the_live_reader()
    {
        var (resuming, live) = Resume(2);

        resuming.Close();

        Assert.True(live.IsClosed);
        Assert.Throws<InvalidOperationException>(() => resuming.Read());
    }

    [Fact]
    public async Task ReadAsync_cancelled_on_a_recorded_row_is_a_cancelled_task()
    {
        var (resuming, _) = Resume(2);
        await using var _1 = resuming;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resuming.ReadAsync(new CancellationToken(true)));

        Assert.True(await resuming.ReadAsync(Cancel));
        Assert.Equal(0, resuming.GetInt32(resuming.GetOrdinal("Row")));
    }

    [Fact]
    public void GetFieldValue_of_object_is_of_the_recorded_type_on_both_sides()
    {
        var (resuming, _) = Resume(1);
        using var _1 = resuming;
        var row = resuming.GetOrdinal("Row");

        Assert.True(resuming.Read());
        Assert.IsType<int>(resuming.GetFieldValue<object>(row));
        Assert.True(resuming.Read());
        Assert.IsType<int>(resuming.GetFieldValue<object>(row));
        Assert.True(resuming.Read());
        Assert.IsType<DBNull>(resuming.GetFieldValue<object>(0));
    }

    [Fact]
    public void Every_virtual_member_is_overridden()
    {
        // A member that is not would act on the base class's idea of a reader instead of either side.
        var inherited = typeof(ResumingDataReader)
            .GetMethods()
            .Where(m => m is { IsVirtual: true, IsFinal: false } && m.DeclaringType == typeof(DbDataReader))
            .Select(m => m.Name);

        Assert.Empty(inherited);
    }

    private (ResumingDataReader Resuming, DbDataReader Live) Resume(int cap)
    {
        var live = table.Live();
        var recorder = new ResultRecorder(table.Getters, live, cap, long.MaxValue);
        while (live.Read() && recorder.TryAppend(live)) { }

        return (new ResumingDataReader(recorder.Complete(), live, table.Getters), live);
    }

    private string Row(DbDataReader reader) =>
        string.Join(
            "|",
            table.Columns.Select(
                (column, i) =>
                    reader.IsDBNull(i)
                        ? "NULL"
                        : ReaderOutcome.Of(() => column.Getter.Invoke(reader, [i]))
                            + ReaderOutcome.Text(reader.GetValue(i))
                            + ReaderOutcome.Text(reader[column.Name])
                            + reader.GetFieldType(i)
            )
        );
}
