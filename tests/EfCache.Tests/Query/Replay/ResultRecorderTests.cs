using System.Data.Common;
using EfCache.Query.Replay;

namespace EfCache.Tests.Query.Replay;

public class ResultRecorderTests(WideTable table) : IClassFixture<WideTable>
{
    private static readonly ColumnGetter Int32 = WideTable.Getter(typeof(DbDataReader).GetMethod("GetInt32")!);
    private static readonly ColumnGetter String = WideTable.Getter(typeof(DbDataReader).GetMethod("GetString")!);

    [Fact]
    public void TryAppend_beyond_the_row_cap_keeps_the_rows_before_and_the_reader_on_its_row()
    {
        using var live = table.Execute("VALUES (1), (2), (3)");
        var recorder = new ResultRecorder([Int32], live, 2, long.MaxValue);

        Assert.True(live.Read() && recorder.TryAppend(live));
        Assert.True(live.Read() && recorder.TryAppend(live));
        Assert.Null(recorder.WhyNot);
        Assert.True(live.Read());
        Assert.False(recorder.TryAppend(live));
        Assert.False(recorder.TryAppend(live));

        Assert.Equal("it has more than 2 rows", recorder.WhyNot);
        Assert.Equal(2, recorder.Complete().RowCount);
        Assert.Equal(3, live.GetInt32(0));
    }

    [Fact]
    public void TryAppend_beyond_the_byte_cap_leaves_no_trace_of_the_row()
    {
        using var live = table.Execute("VALUES (1, 'a'), (2, hex(zeroblob(5000)))");
        var recorder = new ResultRecorder([Int32, String], live, int.MaxValue, 4000);

        Assert.True(live.Read() && recorder.TryAppend(live));
        Assert.True(live.Read());
        Assert.False(recorder.TryAppend(live));

        var result = recorder.Complete();
        Assert.Equal(1, result.RowCount);
        Assert.InRange(result.Size, 1, 4000);
        Assert.Contains("4000 bytes", recorder.WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void Size_is_no_less_than_what_the_result_takes()
    {
        using var live = table.Execute(
            "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT i, hex(zeroblob(25)) || i FROM n"
        );

        var result = WideTable.Record(live, [Int32, String]);

        // Of each row the number, the reference, the string object's own 22 bytes and its characters.
        var atLeast = Enumerable.Range(1, 2000).Sum(i => 4 + 8 + 22 + (2 * (50 + $"{i}".Length)));
        Assert.InRange(result.Size, atLeast, 2 * atLeast);
    }

    [Fact]
    public void TryAppend_of_a_value_that_the_getter_cannot_read_stops_and_says_which()
    {
        using var live = table.Execute("SELECT 1 AS n UNION ALL SELECT 3000000000");
        var recorder = new ResultRecorder([Int32], live, int.MaxValue, long.MaxValue);

        Assert.True(live.Read() && recorder.TryAppend(live));
        Assert.True(live.Read());
        Assert.False(recorder.TryAppend(live));

        Assert.Contains("'n'", recorder.WhyNot, StringComparison.Ordinal);
        Assert.Throws<OverflowException>(() => live.GetInt32(0));
    }

    [Fact]
    public void Unknown_column_is_recorded_as_the_reader_says_it_is()
    {
        using var live = table.Execute("SELECT NULL AS a, 'x' AS b, x'01' AS c UNION ALL SELECT 5, NULL, NULL");
        var result = WideTable.Record(live, [ColumnGetter.Unknown, ColumnGetter.Unknown, ColumnGetter.Unknown]);
        using var replay = new ReplayDataReader(result);

        Assert.True(replay.Read());
        Assert.Equal([DBNull.Value, "x", new byte[] { 1 }], Values(replay));
        Assert.True(replay.Read());
        Assert.Equal([5L, DBNull.Value, DBNull.Value], Values(replay));
        Assert.Equal(typeof(long), replay.GetFieldType(0));
    }

    [Fact]
    public void Unknown_column_of_nulls_only_is_null()
    {
        using var live = table.Execute("VALUES (NULL), (NULL)");
        using var replay = new ReplayDataReader(WideTable.Record(live, [ColumnGetter.Unknown]));

        Assert.True(replay.Read() && replay.Read());
        Assert.Equal(DBNull.Value, replay.GetValue(0));
    }

    [Fact]
    public void Unknown_column_of_several_types_is_not_recorded()
    {
        using var live = table.Execute("VALUES (1), ('x')");
        var recorder = new ResultRecorder([ColumnGetter.Unknown], live, int.MaxValue, long.MaxValue);

        Assert.True(live.Read() && recorder.TryAppend(live));
        Assert.True(live.Read());
        Assert.False(recorder.TryAppend(live));

        Assert.Contains("InvalidCastException", recorder.WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void Getters_of_another_number_than_the_columns_are_refused()
    {
        using var live = table.Execute("SELECT 1, 2");

        Assert.Throws<ArgumentException>(() => new ResultRecorder([Int32], live, 1, 1));
    }

    [Fact]
    public void ByName_finds_columns_whatever_their_order_and_case()
    {
        using var live = table.Execute("SELECT 'x' AS NAME, 0.5 AS extra, 7 AS id");

        var getters = ColumnOrdinals.ByName(["Id", "Name"], [Int32, String], live);

        Assert.Equal([String, ColumnGetter.Unknown, Int32], getters);
    }

    [Fact]
    public void ByName_reads_a_scalar_of_another_name_from_the_first_column()
    {
        using var live = table.Execute("SELECT 7 AS anything, 8");

        Assert.Equal([Int32, ColumnGetter.Unknown], ColumnOrdinals.ByName(["Value"], [Int32], live));
    }

    [Fact]
    public void TryCreate_of_a_method_that_is_no_value_getter_says_why_not()
    {
        Assert.False(
            ColumnGetter.TryCreate(
                typeof(Microsoft.Data.Sqlite.SqliteDataReader).GetMethod("GetTimeSpan")!,
                out _,
                out var whyNot
            )
        );
        Assert.Contains("SqliteDataReader.GetTimeSpan", whyNot, StringComparison.Ordinal);
        Assert.False(ColumnGetter.TryCreate(typeof(DbDataReader).GetMethod("GetName")!, out _, out _));
        Assert.False(ColumnGetter.TryCreate(typeof(DbDataReader).GetMethod("GetValue")!, out _, out _));
    }

    private static object[] Values(DbDataReader reader)
    {
        var values = new object[reader.FieldCount];
        reader.GetValues(values);
        return values;
    }
}
