using EfCache.Query.Replay;
using EfCache.Storage.Remote.Payloads;

namespace EfCache.Tests.Storage.Remote.Payloads;

/// <summary>
/// What a fuzzer calls, guided by coverage or not: takes the bytes for a payload that somebody who knows the format made, and reads everything
/// that is accepted. Nothing may be thrown, and what is allocated is bounded.
/// </summary>
public static class PayloadFuzz
{
    /// <summary>Payloads of a fuzzer are small: so is what they may become.</summary>
    internal static readonly PayloadLimits Limits = new(MaxRows: 1000, MaxBytes: 1 << 16);

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
                TestPayload.KeyDigest.CopyTo(payload, DigestAt);
            }

            PayloadPrefix.Seal(payload);
        }

        return payload;
    }

    public static void Run(ReadOnlySpan<byte> data) => Read(Resealed(data));

    /// <summary>Reads the payload as it is; returns what came of it.</summary>
    internal static PayloadOutcome Read(byte[] payload)
    {
        var outcome = EntryPayload.Open(payload, TestPayload.KeyDigest, Limits, out var entry);
        if (entry is null)
        {
            return outcome;
        }

        outcome = entry.ReadResult([], out var result);
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
