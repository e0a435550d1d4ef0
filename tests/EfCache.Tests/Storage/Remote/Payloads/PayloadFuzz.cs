using EfCache.Query.Replay;
using EfCache.Storage.Remote.Payloads;

namespace EfCache.Tests.Storage.Remote.Payloads;

/// <summary>
/// What a fuzzer calls, guided by coverage or not: takes the bytes for a payload that somebody who knows the format made, and reads everything
/// that is accepted. Nothing may be thrown, and what is allocated is bounded.
/// </summary>
public static class PayloadFuzz
{
    // Of what is read at once, a column's values in the payload or decompressed may take the limit, and references to what they have in common
    // as much again; a Uri that is checked is made, which takes several times its text.
    private const long MaxAllocated = 2 << 20;

    /// <summary>Payloads of a fuzzer are small: so is what they may become.</summary>
    internal static readonly PayloadLimits Limits = new(MaxRows: 1000, MaxBytes: 1 << 16);

    /// <summary>Of the key that every entry of the tests has, the snapshots too.</summary>
    internal static readonly byte[] KeyDigest =
    [
        .. Enumerable.Range(1, EntryEnvelope.DigestLength).Select(i => (byte)i),
    ];

    /// <summary>The bytes with a prefix, a checksum and a digest of the key that are right.</summary>
    public static byte[] Resealed(ReadOnlySpan<byte> data)
    {
        // The digest's header is right behind the prefix.
        const int DigestAt = PayloadPrefix.Length + 2;
        var payload = data.ToArray();
        if (payload.Length >= PayloadPrefix.Length)
        {
            if (payload.Length >= DigestAt + EntryEnvelope.DigestLength)
            {
                KeyDigest.CopyTo(payload, DigestAt);
            }

            PayloadPrefix.Seal(payload);
        }

        return payload;
    }

    /// <summary>Reads the bytes as they are, as somebody who does not know the format may have left them, and resealed.</summary>
    public static void Run(ReadOnlySpan<byte> data)
    {
        Read(data.ToArray());
        Read(Resealed(data));
    }

    /// <summary>Reads the payload as it is; returns what came of it.</summary>
    internal static PayloadOutcome Read(byte[] payload)
    {
        var outcome = ReadRows(payload, []);
        if (outcome == PayloadOutcome.OtherTypes && EnumsOfPayload.TryFind(payload, out var types))
        {
            // A query that reads enums says which.
            outcome = ReadRows(payload, types);
        }

        return outcome;
    }

    private static PayloadOutcome ReadRows(byte[] payload, ReadOnlySpan<Type?> types)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = EntryPayload.Open(payload, KeyDigest, Limits, out var entry);
        if (entry is null)
        {
            return outcome;
        }

        outcome = entry.ReadResult(types, out var result);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > MaxAllocated)
        {
            throw new InvalidOperationException($"{allocated} bytes were allocated for a payload of {payload.Length}.");
        }

        if (result is null)
        {
            return outcome;
        }

        using var reader = new ReplayDataReader(result);
        while (reader.Read())
        {
            for (var i = 0; i < result.Columns.Length; i++)
            {
                if (!reader.IsDBNull(i))
                {
                    _ = reader.GetFieldValue<object>(i);
                }
            }
        }

        return outcome;
    }
}
