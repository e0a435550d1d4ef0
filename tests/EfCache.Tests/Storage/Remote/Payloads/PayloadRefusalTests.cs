using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using EfCache.Query.Replay;
using EfCache.Storage;
using EfCache.Storage.Remote.Payloads;
using EfCache.Storage.Remote.Payloads.Codecs;
using NpgsqlTypes;

namespace EfCache.Tests.Storage.Remote.Payloads;

public sealed class PayloadRefusalTests
{
    [Theory]
    [InlineData(typeof(object))]
    [InlineData(typeof(Array))]
    [InlineData(typeof(Stream))]
    [InlineData(typeof(int[,]))]
    [InlineData(typeof(HashSet<int>))]
    [InlineData(typeof(Dictionary<string, int>))]
    [InlineData(typeof(ImmutableArray<string>))]
    [InlineData(typeof(KeyValuePair<int, int>))]
    [InlineData(typeof(NpgsqlPoint))]
    [InlineData(typeof(NpgsqlInterval))]
    [InlineData(typeof(NpgsqlRange<int>))]
    [InlineData(typeof(NpgsqlTsVector))]
    [InlineData(typeof(List<NpgsqlPoint>))]
    [InlineData(typeof(int[][][][]))]
    public void Type_that_is_not_listed_has_no_codec(Type type) => Assert.False(ValueCodecs.TryFind(type, out _));

    [Fact]
    public void Column_of_a_type_without_a_codec_is_refused_with_the_reason()
    {
        Assert.Contains(
            "NpgsqlInterval",
            WhyNot(TestPayload.Of([new NpgsqlInterval(1, 2, 3)])),
            StringComparison.Ordinal
        );
        Assert.Contains("'v'", WhyNot(TestPayload.Of([new NpgsqlInterval(1, 2, 3)])), StringComparison.Ordinal);
        Assert.Contains("Int32", WhyNot(TestPayload.Of<int?>([1])), StringComparison.Ordinal);
        Assert.Contains(
            "NpgsqlPoint",
            WhyNot(Single(new RecordedColumn<string>("v", "any", typeof(NpgsqlPoint), default, ["x"]))),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Value_that_would_not_come_back_is_refused_without_showing_it()
    {
        var withComments = JsonDocument.Parse("[1 /* secret */]", new() { CommentHandling = JsonCommentHandling.Skip });
        Assert.DoesNotContain("secret", WhyNot(TestPayload.Of([withComments])), StringComparison.Ordinal);
        Assert.Contains("JsonElement", WhyNot(TestPayload.Of([default(JsonElement)])), StringComparison.Ordinal);
        Assert.Contains(
            "Dictionary",
            WhyNot(TestPayload.Of([new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["a"] = "b" }])),
            StringComparison.Ordinal
        );
        Assert.NotNull(WhyNot(TestPayload.Of([new Uri("a\ud800", UriKind.Relative)])));
    }

    [Fact]
    public void Entry_beyond_a_limit_is_refused_with_the_limit()
    {
        var limits = new PayloadLimits(MaxRows: 2, MaxBytes: 100);
        Assert.Contains("2 rows", WhyNot(TestPayload.Of([1, 2, 3]), limits), StringComparison.Ordinal);
        Assert.Contains("100 bytes", WhyNot(TestPayload.Of([new string('x', 101)]), limits), StringComparison.Ordinal);
        Assert.Contains(
            "columns",
            WhyNot(new CachedResult([.. Enumerable.Repeat(TestPayload.Column("c", [1]), 4097)], 1, 0)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(typeof(long), typeof(int))]
    [InlineData(typeof(object), typeof(int))]
    [InlineData(typeof(Array), typeof(int[]))]
    [InlineData(typeof(string), typeof(Guid))]
    [InlineData(typeof(DayOfWeek), typeof(DayOfWeek))]
    [InlineData(typeof(BitArray), typeof(string))]
    public void Type_of_a_field_comes_back(Type field, Type value)
    {
        Assert.True(FieldTypes.TryFindCode(field, value, out var code));
        Assert.True(FieldTypes.TryFindType(code, value, out var same));
        Assert.Equal(field, same);
    }

    [Fact]
    public void Enum_of_a_field_whose_values_are_of_another_type_is_refused()
    {
        // Which enum it is, no payload says, and this one the query does not know.
        Assert.False(FieldTypes.TryFindCode(typeof(DayOfWeek), typeof(int), out _));
        Assert.False(FieldTypes.TryFindCode(typeof(DayOfWeek[]), typeof(int[]), out _));
    }

    private static CachedResult Single(ResultColumn column) => new([column], 1, 0);

    private static string WhyNot(CachedResult result, PayloadLimits? limits = null)
    {
        using var output = new PooledBuffer();
        Assert.False(
            EntryPayloadEncoder.TryEncode(
                TestPayload.Envelope,
                result,
                limits ?? TestPayload.Limits,
                output,
                out var whyNot
            )
        );
        return whyNot;
    }
}
