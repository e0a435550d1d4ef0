using System.Collections;
using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using System.Net;
using System.Numerics;
using System.Text.Json;
using EfCache.Query.Replay;
using NpgsqlTypes;

namespace EfCache.Tests.Query.Replay;

public class KeptTypesTests
{
    [Theory]
    [InlineData(typeof(int))]
    [InlineData(typeof(int?))]
    [InlineData(typeof(DayOfWeek))]
    [InlineData(typeof(string))]
    [InlineData(typeof(Uri))]
    [InlineData(typeof(BigInteger))]
    [InlineData(typeof(IPNetwork))]
    [InlineData(typeof(JsonElement))]
    [InlineData(typeof(string[]))]
    [InlineData(typeof(byte[][]))]
    [InlineData(typeof(int[,]))]
    [InlineData(typeof(List<int?>))]
    [InlineData(typeof(List<byte[]>))]
    [InlineData(typeof(Dictionary<string, string>))]
    [InlineData(typeof(ImmutableDictionary<string, string>))]
    [InlineData(typeof(ImmutableArray<string>))]
    [InlineData(typeof(NpgsqlRange<DateTime>))]
    [InlineData(typeof(NpgsqlRange<int>[]))]
    [InlineData(typeof(NpgsqlPoint))]
    [InlineData(typeof(NpgsqlInterval))]
    [InlineData(typeof(NpgsqlTsVector))]
    [InlineData(typeof(NpgsqlInet))]
    public void Type_whose_values_nobody_can_change_for_another_is_kept(Type type)
    {
        Assert.True(KeptTypes.TryFind(type, out var kept, out _));
        Assert.NotNull(kept);
    }

    [Theory]
    [InlineData(typeof(object))]
    [InlineData(typeof(Array))]
    [InlineData(typeof(object[]))]
    [InlineData(typeof(KeptTypesTests))]
    [InlineData(typeof(TextReader))]
    [InlineData(typeof(IList<int>))]
    [InlineData(typeof(List<KeptTypesTests>))]
    [InlineData(typeof(Dictionary<string, object>))]
    [InlineData(typeof(ImmutableArray<byte[]>))]
    [InlineData(typeof(ReadOnlyMemory<byte>))]
    [InlineData(typeof(NpgsqlTsQuery))]
    [InlineData(typeof(NpgsqlPath))]
    [InlineData(typeof(NpgsqlPolygon))]
    [InlineData(typeof(NpgsqlRange<BigInteger>))]
    public void Type_that_may_be_changed_and_not_copied_is_refused_with_a_reason(Type type)
    {
        Assert.False(KeptTypes.TryFind(type, out _, out var whyNot));
        Assert.Contains(type.ToString(), whyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void Edit_of_a_value_that_one_reader_gave_shows_in_no_other()
    {
        Check(new byte[] { 1, 2 }, v => v[0] = 9);
        Check<string[]>(["a"], v => v[0] = "changed");
        Check(new byte[][] { [1], [2] }, v => v[1][0] = 9);
        Check(
            new[,]
            {
                { 1 },
            },
            v => v[0, 0] = 9
        );
        Check(new List<int> { 1 }, v => v.Add(2));
        Check(new List<byte[]> { new byte[] { 1 } }, v => v[0][0] = 9);
        Check(new HashSet<string> { "a" }, v => v.Clear());
        Check(new Dictionary<string, string> { ["a"] = "1" }, v => v["a"] = "changed");
        Check(new BitArray([true, false]), v => v.Not());
        Check(IPAddress.Parse("fe80::1"), v => v.ScopeId = 7);
        Check(new MemoryStream([1, 2, 3]), v => v.ReadByte());
        Check(JsonDocument.Parse("""{"a":[1.0, null]}"""), v => v.Dispose(), v => v.RootElement.GetRawText());
    }

    [Fact]
    public void JsonElement_outlives_the_document_that_it_was_read_from()
    {
        var document = JsonDocument.Parse("[1.50]");
        var result = Record(document.RootElement);
        document.Dispose();

        using var replay = new ReplayDataReader(result);
        Assert.True(replay.Read());
        Assert.Equal("[1.50]", replay.GetFieldValue<JsonElement>(0).GetRawText());
    }

    [Fact]
    public void Immutable_value_is_shared()
    {
        var text = new string('x', 3);
        var result = Record(text);
        using var replay = new ReplayDataReader(result);

        Assert.True(replay.Read());
        Assert.Same(text, replay.GetString(0));
    }

    [Fact]
    public void Two_readers_over_one_result_do_not_disturb_each_other()
    {
        using var rows = new DataTable();
        rows.Columns.Add("n", typeof(int));
        rows.Rows.Add(1);
        rows.Rows.Add(2);
        using var live = rows.CreateDataReader();
        var result = WideTable.Record(live, [ColumnGetter.Unknown]);
        using var first = new ReplayDataReader(result);
        using var second = new ReplayDataReader(result);

        Assert.True(first.Read() && first.Read() && second.Read());
        Assert.Equal((2, 1), (first.GetInt32(0), second.GetInt32(0)));
        first.Dispose();
        Assert.True(second.Read());
        Assert.Equal(2, second.GetInt32(0));
    }

    private static void Check<T>(T value, Action<T> edit, Func<T, string>? text = null)
        where T : notnull
    {
        text ??= v => ReaderOutcome.Text(v is MemoryStream s ? $"{s.Position} {Convert.ToHexString(s.ToArray())}" : v);
        var expected = text(value);
        var result = Record(value);
        edit(value);

        using var first = new ReplayDataReader(result);
        using var second = new ReplayDataReader(result);
        Assert.True(first.Read() && second.Read());
        var early = second.GetFieldValue<T>(0);
        var given = first.GetFieldValue<T>(0);
        Assert.Equal(expected, text(given));
        edit(given);
        edit((T)first.GetFieldValue<object>(0));
        edit((T)first.GetValue(0));

        Assert.Equal(expected, text(early));
        Assert.Equal(expected, text(first.GetFieldValue<T>(0)));
        Assert.Equal(expected, text(second.GetFieldValue<T>(0)));
    }

    private static EfCache.Storage.CachedResult Record<T>(T value)
    {
        using var rows = new DataTable();
        rows.Columns.Add("value", typeof(T));
        rows.Rows.Add(value);
        using var live = rows.CreateDataReader();
        Assert.True(
            ColumnGetter.TryCreate(
                typeof(DbDataReader).GetMethod(nameof(DbDataReader.GetFieldValue))!.MakeGenericMethod(typeof(T)),
                out var getter,
                out _
            )
        );
        return WideTable.Record(live, [getter]);
    }
}
