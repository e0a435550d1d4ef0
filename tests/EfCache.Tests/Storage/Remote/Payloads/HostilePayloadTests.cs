using System.Buffers.Binary;
using System.Net;
using System.Text.Json;
using EfCache.Storage;
using EfCache.Storage.Remote.Payloads;

namespace EfCache.Tests.Storage.Remote.Payloads;

/// <summary>Whatever bytes a server answers, the outcome is a value and never an exception, and what is allocated is bounded.</summary>
public sealed class HostilePayloadTests
{
    // Each read may take its rows' arrays anew, and a column's values together may take the limit.
    private const long MaxAllocated = 4 << 20;

    private static readonly byte[][] Corpus =
    [
        TestPayload.Encode(Mixed(0)),
        TestPayload.Encode(Mixed(1)),
        TestPayload.Encode(Mixed(20)),
        TestPayload.Encode(Others(20)),
        TestPayload.Encode(Mixed(60), TestPayload.Limits with { CompressionThreshold = 0 }),
    ];

    [Fact]
    public void Payload_that_was_cut_anywhere_is_truncated()
    {
        foreach (var payload in Corpus)
        {
            for (var length = 0; length < payload.Length; length++)
            {
                Assert.Equal(PayloadOutcome.Truncated, TestPayload.TryDecode(payload[..length], out _));
            }
        }
    }

    [Fact]
    public void Payload_that_has_more_at_its_end_is_corrupt()
    {
        foreach (var payload in Corpus)
        {
            Assert.Equal(PayloadOutcome.Corrupt, TestPayload.TryDecode([.. payload, 0], out _));
        }
    }

    [Fact]
    public void Flip_of_any_bit_is_seen()
    {
        foreach (var payload in Corpus)
        {
            for (var bit = 0; bit < 8 * payload.Length; bit++)
            {
                payload[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.NotEqual(PayloadOutcome.Ok, TestPayload.TryDecode(payload, out _));
                payload[bit / 8] ^= (byte)(1 << (bit % 8));
            }

            Assert.Equal(PayloadOutcome.Ok, TestPayload.TryDecode(payload, out _));
        }
    }

    [Fact]
    public void Flip_of_any_bit_under_a_right_checksum_throws_nothing()
    {
        foreach (var payload in Corpus)
        {
            for (var bit = 0; bit < 8 * payload.Length; bit++)
            {
                payload[bit / 8] ^= (byte)(1 << (bit % 8));
                PayloadFuzz.Run(payload);
                payload[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Fact]
    public void Any_byte_anywhere_under_a_right_checksum_throws_nothing()
    {
        foreach (var payload in Corpus.Take(3))
        {
            for (var i = PayloadPrefix.Length; i < payload.Length; i++)
            {
                var kept = payload[i];
                foreach (var other in (byte[])[0, 1, 0x7f, 0x80, 0xc0, 0xcf, 0xd3, 0xdd, 0xff])
                {
                    payload[i] = other;
                    PayloadFuzz.Run(payload);
                }

                payload[i] = kept;
            }
        }
    }

    [Fact]
    public void Random_changes_under_a_right_checksum_throw_nothing_and_allocate_little()
    {
        var random = new Random(4711);
        var outcomes = new Dictionary<PayloadOutcome, int>();
        for (var i = 0; i < 20_000; i++)
        {
            var payload = PayloadFuzz.Resealed(Change(Corpus[random.Next(Corpus.Length)], random));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var outcome = PayloadFuzz.Read(payload);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < MaxAllocated, $"{allocated} bytes for {Convert.ToHexString(payload)}");
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        // The changes reach what stands behind the checksum, and some are harmless.
        var counts = string.Join(", ", outcomes);
        Assert.True(outcomes[PayloadOutcome.Ok] > 100, counts);
        Assert.True(outcomes[PayloadOutcome.Corrupt] > 1000, counts);
        Assert.True(outcomes[PayloadOutcome.OtherTypes] > 10, counts);
        Assert.True(outcomes[PayloadOutcome.TooLarge] > 0, counts);
    }

    [Fact]
    public void Random_bytes_are_no_payload()
    {
        var random = new Random(4712);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            Assert.NotEqual(PayloadOutcome.Ok, TestPayload.TryDecode(bytes, out _));
            PayloadFuzz.Run(bytes);
        }
    }

    [Fact]
    public void Payload_of_another_version_is_of_the_wrong_version()
    {
        var payload = TestPayload.Encode(Mixed(3));
        payload[1] = PayloadPrefix.Version + 1;
        Assert.Equal(PayloadOutcome.WrongVersion, TestPayload.TryDecode(payload, out _));

        // With more fields, and another prefix.
        Assert.Equal(PayloadOutcome.WrongVersion, TestPayload.TryDecode([0x9f, 2, 1], out _));
    }

    [Fact]
    public void Something_else_at_the_name_is_corrupt()
    {
        Assert.Equal(
            PayloadOutcome.Corrupt,
            TestPayload.TryDecode("a string that somebody else has put there"u8.ToArray(), out _)
        );
        Assert.Equal(PayloadOutcome.Corrupt, TestPayload.TryDecode("{\"json\": true}"u8.ToArray(), out _));
        Assert.Equal(PayloadOutcome.Corrupt, TestPayload.TryDecode(new byte[200], out _));
    }

    [Fact]
    public void Payload_of_another_key_is_refused()
    {
        var payload = TestPayload.Encode(Mixed(3));
        var other = (byte[])TestPayload.KeyDigest.Clone();
        other[^1] ^= 1;
        Assert.Equal(PayloadOutcome.OtherKey, EntryPayload.Open(payload, other, TestPayload.Limits, out var entry));
        Assert.Null(entry);
    }

    [Fact]
    public void Payload_of_other_types_than_the_query_reads_is_refused()
    {
        var payload = TestPayload.Encode(TestPayload.Of([DayOfWeek.Friday]));
        Assert.Equal(PayloadOutcome.Ok, TestPayload.TryDecode(payload, out _, typeof(DayOfWeek)));
        Assert.Equal(PayloadOutcome.OtherTypes, TestPayload.TryDecode(payload, out _, typeof(int)));
        Assert.Equal(PayloadOutcome.OtherTypes, TestPayload.TryDecode(payload, out _, typeof(Action)));
        Assert.Equal(PayloadOutcome.OtherTypes, TestPayload.TryDecode(payload, out _, typeof(DayOfWeek), typeof(int)));

        // Which enum it is, no payload says.
        Assert.Equal(PayloadOutcome.OtherTypes, TestPayload.TryDecode(payload, out _, [null]));
        Assert.Equal(PayloadOutcome.OtherTypes, TestPayload.TryDecode(payload, out _));
    }

    [Fact]
    public void Payload_of_more_rows_than_the_limit_is_too_large()
    {
        var payload = TestPayload.Encode(TestPayload.Of(new int[1001]));
        Assert.Equal(PayloadOutcome.TooLarge, PayloadFuzz.Read(payload));
        Assert.Equal(PayloadOutcome.Ok, PayloadFuzz.Read(TestPayload.Encode(TestPayload.Of(new int[1000]))));
    }

    [Fact]
    public void Payload_that_decompresses_to_more_than_the_limit_is_too_large_and_never_decompressed()
    {
        var limits = TestPayload.Limits with { CompressionThreshold = 0 };
        var payload = TestPayload.Encode(TestPayload.Of([new string('x', 10 << 20)]), limits);
        Assert.True(payload.Length < PayloadFuzz.Limits.MaxBytes);

        Assert.Equal(PayloadOutcome.TooLarge, PayloadFuzz.Read(payload));
        var before = GC.GetAllocatedBytesForCurrentThread();
        PayloadFuzz.Read(payload);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000);
    }

    [Fact]
    public void Payload_that_decompresses_to_more_or_less_than_it_says_is_corrupt()
    {
        var payload = TestPayload.Encode(
            TestPayload.Of([new string('x', 20_000)]),
            TestPayload.Limits with
            {
                CompressionThreshold = 0,
            }
        );

        // The length of the blocks, 20,000 and a few, is the only number of two bytes in front of the compressed bytes.
        var at = payload.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xcd, 0x4e]) + 1;
        foreach (var difference in (int[])[-1, 1, 10_000])
        {
            var changed = (byte[])payload.Clone();
            var length = BinaryPrimitives.ReadUInt16BigEndian(changed.AsSpan(at));
            BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(at), (ushort)(length + difference));
            PayloadPrefix.Seal(changed);
            Assert.Equal(PayloadOutcome.Corrupt, TestPayload.TryDecode(changed, out _));
        }
    }

    [Fact]
    public void Few_bytes_that_stand_for_long_arrays_are_too_large()
    {
        // A thousand arrays of a thousand equal numbers each.
        var arrays = Enumerable.Repeat(Enumerable.Repeat(1L, 1000).ToArray(), 1000).ToArray();
        var payload = TestPayload.Encode(TestPayload.Of(arrays));
        Assert.True(payload.Length < 16_000);

        Assert.Equal(PayloadOutcome.Ok, TestPayload.TryDecode(payload, out _));
        Assert.Equal(PayloadOutcome.TooLarge, PayloadFuzz.Read(payload));
    }

    [Fact]
    public void Length_of_a_text_or_of_bytes_that_is_longer_than_memory_is_corrupt()
    {
        var payload = TestPayload.Encode(Mixed(1));
        for (var at = PayloadPrefix.Length; at < payload.Length; at++)
        {
            foreach (var code in (byte[])[0xc6, 0xdb])
            {
                foreach (var length in (uint[])[0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff])
                {
                    var changed = (byte[])[.. payload[..at], code, 0, 0, 0, 0, .. payload[at..]];
                    BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(at + 1), length);
                    Assert.NotEqual(PayloadOutcome.Truncated, PayloadFuzz.Read(Sealed(changed)));
                }
            }
        }
    }

    [Fact]
    public void Text_that_is_not_well_formed_is_corrupt()
    {
        // The lane of ends, 2 and 4, and the two strings.
        byte[] block = [1, 4, 2, 2, 0xc3, 0xa4, 0xc3, 0xb6];
        var payload = TestPayload.Encode(TestPayload.Of(["ä", "ö"]));
        Assert.Equal(PayloadOutcome.Ok, TestPayload.TryDecode(Replaced(payload, block, block), out _));

        // A byte that starts no character, one that does not go on with it, and ends of 1 and 4, within a character.
        byte[][] wrong =
        [
            [1, 4, 2, 2, 0xff, 0xa4, 0xc3, 0xb6],
            [1, 4, 2, 2, 0xc3, 0x61, 0xc3, 0xb6],
            [1, 2, 3, 2, 0xc3, 0xa4, 0xc3, 0xb6],
        ];
        foreach (var other in wrong)
        {
            Assert.Equal(PayloadOutcome.Corrupt, TestPayload.TryDecode(Replaced(payload, block, other), out _));
        }
    }

    [Fact]
    public void Values_that_their_type_does_not_have_are_corrupt()
    {
        // Of a single value there is its lane's first number, and no bits.
        Refused(DateOnly.FromDayNumber(1), [0, 2, 1], [0, 1, 1]);
        Refused(new TimeOnly(1), [0, 2, 1], [0, 1, 1]);
        Refused(new DateTime(1), [0, 2, 1], [0, 1, 1]);
        Refused(new DateTimeOffset(1, TimeSpan.Zero), [0, 2, 1, 0, 0, 1], [0, 2, 1, 0, 1, 1]);
        Refused(1m, [0, 2, 1, 0, 0, 1], [0, 2, 1, 0, 1, 1]);
    }

    private static void Refused<T>(T value, byte[] lanes, byte[] wrong)
    {
        var payload = TestPayload.Encode(TestPayload.Of([value]));
        Assert.Equal(PayloadOutcome.Ok, TestPayload.TryDecode(Replaced(payload, lanes, lanes), out _));
        Assert.Equal(PayloadOutcome.Corrupt, TestPayload.TryDecode(Replaced(payload, lanes, wrong), out _));
    }

    /// <summary>The payload with these bytes, the last ones of their kind, as others of the same length.</summary>
    private static byte[] Replaced(byte[] payload, byte[] bytes, byte[] by)
    {
        Assert.Equal(bytes.Length, by.Length);
        var changed = (byte[])payload.Clone();
        var at = changed.AsSpan().LastIndexOf(bytes);
        Assert.True(at > 0);
        by.CopyTo(changed, at);
        return Sealed(changed);
    }

    private static byte[] Sealed(byte[] payload)
    {
        PayloadPrefix.Seal(payload);
        return payload;
    }

    private static byte[] Change(byte[] payload, Random random)
    {
        var changed = payload.ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            // What is behind the envelope more often than the envelope.
            var at = random.Next(random.Next(3) == 0 ? PayloadPrefix.Length : changed.Count / 3, changed.Count - 1);
            switch (random.Next(5))
            {
                case 0:
                    changed[at] = (byte)random.Next(256);
                    break;
                case 1:
                    changed[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    changed.Insert(at, (byte)random.Next(256));
                    break;
                case 3:
                    changed.RemoveRange(at, Math.Min(random.Next(1, 4), changed.Count - at - 1));
                    break;
                default:
                    var length = Math.Min(random.Next(1, 20), changed.Count - at - 1);
                    var from = random.Next(changed.Count - length);
                    var part = changed.GetRange(from, length);
                    changed.RemoveRange(at, length);
                    changed.InsertRange(at, part);
                    break;
            }
        }

        return [.. changed];
    }

    private static CachedResult Mixed(int rows)
    {
        var ids = Enumerable.Range(0, rows).ToArray();
        return new CachedResult(
            [
                TestPayload.Column("Id", ids),
                TestPayload.Column("Name", Array.ConvertAll(ids, i => $"näme {i * 7919}"), row => row % 5 == 1),
                TestPayload.Column("Color", Array.ConvertAll(ids, i => i % 2 == 0 ? "red" : "grün")),
                TestPayload.Column("Odd", Array.ConvertAll(ids, i => i % 3 == 0 ? "\ud800" : "x")),
                TestPayload.Column("Price", Array.ConvertAll(ids, i => i * 1.25m), row => row == 3),
                TestPayload.Column("Created", Array.ConvertAll(ids, i => DateTime.UnixEpoch.AddDays(i))),
                TestPayload.Column("Seen", Array.ConvertAll(ids, i => DateTimeOffset.UnixEpoch.AddHours(i))),
                TestPayload.Column("Flag", Array.ConvertAll(ids, i => i % 2 == 0)),
                TestPayload.Column("Bytes", Array.ConvertAll(ids, i => new byte[i % 4])),
                TestPayload.Column("Guid", Array.ConvertAll(ids, i => new Guid(i, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]))),
            ],
            rows,
            0
        );
    }

    private static CachedResult Others(int rows)
    {
        var ids = Enumerable.Range(1, rows).ToArray();
        return new CachedResult(
            [
                TestPayload.Column("Ints", Array.ConvertAll(ids, i => new[] { i, -i, 5 })),
                TestPayload.Column("Maybe", Array.ConvertAll(ids, i => new List<int?> { i, null })),
                TestPayload.Column("Texts", Array.ConvertAll(ids, i => new[] { $"{i}", null!, "x" })),
                TestPayload.Column("Deep", Array.ConvertAll(ids, i => new[] { new byte[] { 1 }, [] })),
                TestPayload.Column("Json", Array.ConvertAll(ids, i => JsonElement.Parse($"{{\"a\":[{i}]}}"))),
                TestPayload.Column("Uri", Array.ConvertAll(ids, i => new Uri($"https://example.com/{i}"))),
                TestPayload.Column("Address", Array.ConvertAll(ids, i => new IPAddress([10, 0, 0, (byte)i]))),
                TestPayload.Column("Network", Array.ConvertAll(ids, _ => IPNetwork.Parse("10.0.0.0/8"))),
                TestPayload.Column("Version", Array.ConvertAll(ids, i => new Version(i, 2, 3))),
                TestPayload.Column("Big", Array.ConvertAll(ids, i => new System.Numerics.BigInteger(i) << i)),
                TestPayload.Column("Bits", Array.ConvertAll(ids, i => new System.Collections.BitArray(i))),
                TestPayload.Column(
                    "Map",
                    Array.ConvertAll(ids, i => new Dictionary<string, string?> { [$"{i}"] = null })
                ),
                TestPayload.Column("Day", Array.ConvertAll(ids, i => new DateOnly(2024, 1, i))),
                TestPayload.Column("Time", Array.ConvertAll(ids, i => new TimeOnly(i, 0))),
            ],
            rows,
            0
        );
    }
}
