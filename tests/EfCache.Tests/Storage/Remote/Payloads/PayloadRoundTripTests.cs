using System.Buffers;
using System.Collections;
using System.Net;
using System.Net.NetworkInformation;
using System.Numerics;
using System.Text.Json;
using EfCache.Query.Replay;
using EfCache.Storage;
using EfCache.Storage.Remote.Payloads;

namespace EfCache.Tests.Storage.Remote.Payloads;

public sealed class PayloadRoundTripTests
{
    private enum Small : byte
    {
        None,
        Last = 255,
    }

    private enum Large : ulong
    {
        None,
        Last = ulong.MaxValue,
    }

    [Fact]
    public void Numbers_come_back_bit_for_bit()
    {
        Check(true, false);
        Check<byte>(0, 1, 255);
        Check<sbyte>(-128, 0, 127);
        Check<short>(short.MinValue, -1, short.MaxValue);
        Check<ushort>(0, ushort.MaxValue);
        Check(int.MinValue, -1, 0, int.MaxValue);
        Check<uint>(0, uint.MaxValue);
        Check(long.MinValue, -1, 0, long.MaxValue);
        Check<ulong>(0, long.MaxValue, ulong.MaxValue);
        Check(Int128.MinValue, -1, 0, Int128.MaxValue);
        Check(UInt128.MinValue, UInt128.MaxValue);
        Check(Half.NaN, Half.NegativeZero, BitConverter.Int16BitsToHalf(0x7e01), Half.MaxValue);
        Check(float.NaN, -0f, BitConverter.Int32BitsToSingle(0x7fc00001), float.Epsilon, float.NegativeInfinity);
        Check(double.NaN, -0d, BitConverter.Int64BitsToDouble(0x7ff8000000000001), double.Epsilon, 0.1, 4.5, 3);
        Check(0m, -0m, -0.00m, 1.0m, 1.00m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m);
        Check(BigInteger.Zero, BigInteger.MinusOne, BigInteger.Pow(7, 300), 128, -128, 255);
    }

    [Fact]
    public void Times_come_back_with_their_kind_and_offset()
    {
        var time = new DateTime(2024, 2, 29, 23, 59, 59, 999).AddTicks(1234);
        Check(time, DateTime.SpecifyKind(time, DateTimeKind.Utc), DateTime.SpecifyKind(time, DateTimeKind.Local));
        Check(DateTime.MinValue, DateTime.MaxValue, DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Local));
        Check(
            DateTimeOffset.MinValue,
            DateTimeOffset.MaxValue,
            new(time, TimeSpan.FromHours(-14)),
            new(time, new(5, 30, 0))
        );
        Check(
            new DateTimeOffset(DateTime.MinValue, TimeSpan.FromHours(-14)),
            new(DateTime.MaxValue, TimeSpan.FromHours(14))
        );
        Check(DateOnly.MinValue, DateOnly.MaxValue, new(2024, 2, 29));
        Check(TimeOnly.MinValue, TimeOnly.MaxValue, new(23, 59, 59));
        Check(TimeSpan.MinValue, TimeSpan.Zero, TimeSpan.MaxValue, TimeSpan.FromDays(-3.5));
    }

    [Fact]
    public void Text_comes_back_char_for_char()
    {
        Check('\0', 'ü', '\ud800', char.MaxValue);
        Check("", "naïve \U0001F600 '\"%", "\0", new string('x', 100_000));
        Check("half a pair \ud83d", "fine", "\udc00 the other half", "ü");
        Check(Enumerable.Repeat("same", 200).Concat(["another", "", "ü"]).ToArray());
        Check(Enumerable.Range(0, 200).Select(i => i % 3 == 0 ? "\ud800" : $"{i % 5}").ToArray());
        Check(Enumerable.Range(0, 200).Select(i => $"text {i} ä").ToArray());
    }

    [Fact]
    public void Other_values_come_back_as_they_were()
    {
        Check(Guid.Empty, Guid.CreateVersion7(), new("6f9619ff-8b86-d011-b42d-00cf4fc964ff"), Guid.AllBitsSet);
        Check([], [0, 1, 254, 255], new byte[70_000]);
        Check(new Uri("https://example.com/ü?q=1#f"), new("/relative", UriKind.Relative), new("a b", UriKind.Relative));
        Check(new Uri("file:///etc/hosts"), new("http://user@[::1]:8080/%2f"));
        Check(new Version(1, 2), new(1, 2, 3), new(0, 0, 0, int.MaxValue));
        Check(IPAddress.Any, IPAddress.IPv6Any, IPAddress.Parse("fe80::1%7"), new(new byte[16], uint.MaxValue));
        Check(IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("::/0"), IPNetwork.Parse("2001:db8::1/128"));
        Check(PhysicalAddress.None, PhysicalAddress.Parse("00-11-22-33-44-55"));
        Check(new BitArray(0), new BitArray([true, false, true]), new BitArray(64, true));
        Check(JsonDocument.Parse("""{"b":[1.50, 1e400, null, "ä\u00e4"],"a":{}}"""), JsonDocument.Parse(" 1 "));
        Check(JsonElement.Parse("[1.0,  2]"), JsonElement.Parse("null"));
        Check(
            new Dictionary<string, string?>(),
            new()
            {
                ["b"] = null,
                ["a"] = "1",
                [""] = "",
            }
        );
    }

    [Fact]
    public void Enums_come_back_by_their_values()
    {
        Check(DayOfWeek.Friday, (DayOfWeek)(-7), DayOfWeek.Sunday);
        Check(Small.None, Small.Last);
        Check(Large.None, Large.Last);
        Check([DayOfWeek.Friday], Array.Empty<DayOfWeek>());
        Check([Small.Last, null], new List<Small?>());
    }

    [Fact]
    public void Arrays_and_lists_come_back_element_for_element()
    {
        Check([1, 2, 3], [], new[] { int.MinValue, int.MaxValue });
        Check([1, null, 3], [], [null, null], new int?[] { 5 });
        Check([0.1f, float.NaN], new float[1536]);
        Check(["a", null!, "\ud800"], [], Enumerable.Repeat("same", 50).ToArray());
        Check([1, 2], new List<long>());
        Check([null, 1.0m], new List<decimal?> { 2.50m });
        Check(
            [
                [1],
                [],
                null!,
            ],
            new byte[][] { [] }
        );
        Check(
            [
                [1],
                [],
            ],
            new List<byte[]> { new byte[300] }
        );
        Check(
            [
                [1, 2],
                [],
            ],
            new int[][] { [] }
        );
        Check(["a", null!], new List<string>());
        Check([DateTime.MaxValue], new List<DateTime> { DateTime.SpecifyKind(DateTime.UnixEpoch, DateTimeKind.Utc) });
        Check(new Guid[100], [Guid.CreateVersion7()]);
        Check([true, false, true], new bool[1000]);
    }

    [Fact]
    public void Result_without_rows_or_columns_comes_back()
    {
        var none = new CachedResult(
            [TestPayload.Column("a", Array.Empty<int>()), TestPayload.Column("b", Array.Empty<string>())],
            0,
            0
        );
        Assert.Equal(TestPayload.Text(none), TestPayload.Text(TestPayload.Decode(TestPayload.Encode(none))));

        var bare = TestPayload.Decode(TestPayload.Encode(new CachedResult([], 3, 0)));
        Assert.Equal((0, 3), (bare.Columns.Length, bare.RowCount));
    }

    [Fact]
    public void Envelope_comes_back()
    {
        var payload = TestPayload.Encode(TestPayload.Of([1]));
        Assert.Equal(
            PayloadOutcome.Ok,
            EntryPayload.Open(payload, TestPayload.KeyDigest, TestPayload.Limits, out var entry)
        );
        var (expected, actual) = (TestPayload.Envelope, entry!.Envelope);
        Assert.Equal((expected.Created, expected.Lifetime), (actual.Created, actual.Lifetime));
        Assert.Equal(expected.KeyDigest, actual.KeyDigest);
        Assert.Equal(
            expected.Tags.Select(t => (Convert.ToHexString(t.Name.Span), t.Stamp, t.Epoch)),
            actual.Tags.Select(t => (Convert.ToHexString(t.Name.Span), t.Stamp, t.Epoch))
        );
        Assert.True(actual.Tags[0].IsOf(new Tag("efcache:*")));
        Assert.False(actual.Tags[0].IsOf(new Tag("efcache:*x")));
        Assert.True(actual.Tags[1].IsOf(new Tag("efcache:t:public.größen:all")));
        Assert.False(actual.Tags[1].IsOf(new Tag("efcache:t:public.großen:all")));

        var plain = TestPayload.Envelope with { Lifetime = new EntryLifetime(TimeSpan.FromTicks(1)), Tags = [] };
        payload = TestPayload.Encode(TestPayload.Of([1]), envelope: plain);
        Assert.Equal(
            PayloadOutcome.Ok,
            EntryPayload.Open(payload, TestPayload.KeyDigest, TestPayload.Limits, out entry)
        );
        Assert.Equal(new EntryLifetime(TimeSpan.FromMilliseconds(1)), entry!.Envelope.Lifetime);
        Assert.Empty(entry.Envelope.Tags);
    }

    [Fact]
    public void Payload_in_several_segments_is_read()
    {
        var result = TestPayload.Of(["one", "two"]);
        var payload = TestPayload.Encode(result);
        var last = new Segment(payload.AsMemory(40), 40);
        var sequence = new ReadOnlySequence<byte>(
            new Segment(payload.AsMemory(0, 40), 0, last),
            0,
            last,
            last.Memory.Length
        );

        Assert.Equal(
            PayloadOutcome.Ok,
            EntryPayload.Open(sequence, TestPayload.KeyDigest, TestPayload.Limits, out var entry)
        );
        Assert.Equal(PayloadOutcome.Ok, entry!.ReadResult([], out var read));
        Assert.Equal(TestPayload.Text(result), TestPayload.Text(read!));
    }

    [Fact]
    public void Payload_within_a_larger_buffer_is_read()
    {
        var result = TestPayload.Of([1L, long.MaxValue, 3]);
        var payload = TestPayload.Encode(result);
        var buffer = new byte[payload.Length + 100];
        Array.Fill(buffer, (byte)0xff);
        payload.CopyTo(buffer, 50);

        var outcome = EntryPayload.Open(
            buffer.AsMemory(50, payload.Length),
            TestPayload.KeyDigest,
            TestPayload.Limits,
            out var entry
        );
        Assert.Equal(PayloadOutcome.Ok, outcome);
        Assert.Equal(PayloadOutcome.Ok, entry!.ReadResult([typeof(long)], out var read));
        Assert.Equal(TestPayload.Text(result), TestPayload.Text(read!));
    }

    [Fact]
    public void Compressed_payload_comes_back()
    {
        var result = TestPayload.Of(Enumerable.Range(0, 5000).Select(i => $"number {i}").ToArray());
        var plain = TestPayload.Encode(result);
        var compressed = TestPayload.Encode(result, TestPayload.Limits with { CompressionThreshold = 1000 });

        Assert.True(compressed.Length < plain.Length / 2);
        Assert.Equal(TestPayload.Text(result), TestPayload.Text(TestPayload.Decode(compressed)));
    }

    [Fact]
    public void What_does_not_compress_is_kept_as_it_is()
    {
        var bytes = new byte[5000];
        new Random(1).NextBytes(bytes);
        var result = TestPayload.Of(new[] { bytes });
        Assert.Equal(
            TestPayload.Encode(result),
            TestPayload.Encode(result, TestPayload.Limits with { CompressionThreshold = 0 })
        );
    }

    [Fact]
    public void Edit_of_a_value_that_one_reader_gave_shows_in_no_other()
    {
        var result = TestPayload.Decode(TestPayload.Encode(TestPayload.Of(new[] { new byte[] { 1, 2 } })));
        using var first = new ReplayDataReader(result);
        using var second = new ReplayDataReader(result);
        Assert.True(first.Read() && second.Read());

        first.GetFieldValue<byte[]>(0)[0] = 9;
        Assert.Equal([1, 2], second.GetFieldValue<byte[]>(0));
        Assert.Equal([1, 2], first.GetFieldValue<byte[]>(0));
    }

    private static void Check<T>(params T[] values)
    {
        CheckResult(TestPayload.Of(values));
        CheckResult(TestPayload.Of(values, row => row == 0));
        CheckResult(TestPayload.Of(values, row => row == 1));
        CheckResult(TestPayload.Of(values, _ => true));
        CheckResult(TestPayload.Of([values[0]]));

        // Longer than a word of nulls, and alike enough to be a dictionary.
        CheckResult(
            TestPayload.Of(
                Enumerable.Range(0, 100).Select(i => values[i % values.Length]).ToArray(),
                row => row % 7 == 3
            )
        );

        void CheckResult(CachedResult result) =>
            Assert.Equal(
                TestPayload.Text(result),
                TestPayload.Text(TestPayload.Decode(TestPayload.Encode(result), typeof(T)))
            );
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long runningIndex, Segment? next = null)
        {
            Memory = memory;
            RunningIndex = runningIndex;
            Next = next;
        }
    }
}
