using EfCache.Query.Replay;
using EfCache.Storage;
using EfCache.Storage.Remote.Payloads;
using EfCache.Tests.Query.Replay;

namespace EfCache.Tests.Storage.Remote.Payloads;

/// <summary>Results made of arrays, and their way through a payload.</summary>
internal static class TestPayload
{
    public static readonly PayloadLimits Limits = new(
        MaxRows: 100_000,
        MaxBytes: 16 << 20,
        CompressionThreshold: int.MaxValue
    );

    public static readonly byte[] KeyDigest = PayloadFuzz.KeyDigest;

    public static readonly EntryEnvelope Envelope = new(
        KeyDigest,
        Created: 1_767_225_600_123,
        new EntryLifetime(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30)),
        [
            TagVersion.Of(
                new Tag("efcache:*"),
                new Guid("00112233-4455-6677-8899-aabbccddeeff"),
                new Guid("ffeeddcc-bbaa-9988-7766-554433221100")
            ),
            TagVersion.Of(
                new Tag("efcache:t:public.größen:all"),
                new Guid("01112233-4455-6677-8899-aabbccddeeff"),
                new Guid("ffeeddcc-bbaa-9988-7766-554433221100")
            ),
        ]
    );

    /// <summary>A result of a column that is null where the predicate says so.</summary>
    public static CachedResult Of<T>(IReadOnlyList<T> values, Func<int, bool>? isNull = null) =>
        new([Column("v", values, isNull)], values.Count, 0);

    public static ResultColumn Column<T>(string name, IReadOnlyList<T> values, Func<int, bool>? isNull = null)
    {
        var nulls = new NullBits();
        for (var row = 0; row < values.Count; row++)
        {
            if (isNull?.Invoke(row) == true)
            {
                nulls.Set(row);
            }
        }

        return new RecordedColumn<T>(name, "any", typeof(T), nulls, [.. values]);
    }

    public static byte[] Encode(CachedResult result, PayloadLimits? limits = null, EntryEnvelope? envelope = null)
    {
        using var output = new PooledBuffer();
        Assert.True(
            EntryPayloadEncoder.TryEncode(envelope ?? Envelope, result, limits ?? Limits, output, out var whyNot),
            whyNot
        );
        return output.WrittenSpan.ToArray();
    }

    public static CachedResult Decode(byte[] payload, params Type?[] types)
    {
        Assert.Equal(PayloadOutcome.Ok, TryDecode(payload, out var result, types));
        return result!;
    }

    public static PayloadOutcome TryDecode(byte[] payload, out CachedResult? result, params Type?[] types)
    {
        result = null;
        var outcome = EntryPayload.Open(payload, KeyDigest, Limits, out var entry);
        Assert.Equal(outcome == PayloadOutcome.Ok, entry is not null);
        if (entry is not null)
        {
            outcome = entry.ReadResult(types, out result);
            Assert.Equal(outcome == PayloadOutcome.Ok, result is not null);
        }

        return outcome;
    }

    /// <summary>Every value of the result, as text that tells apart whatever differs in a bit.</summary>
    public static string Text(CachedResult result)
    {
        using var reader = new ReplayDataReader(result);
        var lines = new List<string>
        {
            string.Join(", ", result.Columns.Select(c => $"{c.Name} {c.DataTypeName} {c.FieldType} {c.ValueType}")),
        };
        while (reader.Read())
        {
            lines.Add(
                string.Join(
                    ", ",
                    Enumerable
                        .Range(0, result.Columns.Length)
                        .Select(i => reader.IsDBNull(i) ? "NULL" : Text(reader.GetFieldValue<object>(i)))
                )
            );
        }

        return string.Join('\n', lines);
    }

    private static string Text(object value) =>
        value switch
        {
            Half number => $"Half {BitConverter.HalfToInt16Bits(number)}",
            string text =>
                $"\"{string.Concat(text.Select(c => c is >= ' ' and < (char)127 ? $"{c}" : $"\\u{(int)c:x4}"))}\"",
            System.Net.IPAddress address => $"IPAddress {address}",
            Uri uri => $"Uri {uri.IsAbsoluteUri} {uri.OriginalString}",
            System.Text.Json.JsonDocument json => $"JsonDocument {json.RootElement.GetRawText()}",
            System.Text.Json.JsonElement json => $"JsonElement {json.GetRawText()}",
            System.Collections.IDictionary map =>
                $"{{{string.Join(", ", map.Keys.Cast<object>().Select(k => $"{Text(k)}: {(map[k] is { } v ? Text(v) : "null")}"))}}}",
            Array or System.Collections.IList when value is not byte[] =>
                $"[{string.Join(", ", ((System.Collections.IEnumerable)value).Cast<object?>().Select(v => v is null ? "null" : Text(v)))}]",
            _ => ReaderOutcome.Text(value),
        };
}
