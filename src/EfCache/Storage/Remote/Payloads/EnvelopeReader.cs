using MessagePack;

namespace EfCache.Storage.Remote.Payloads;

/// <summary>Reads the fields between a payload's prefix and its rows.</summary>
internal static class EnvelopeReader
{
    /// <param name="payload">Its prefix was checked.</param>
    /// <param name="envelope">Null if the outcome is another than <see cref="PayloadOutcome.Ok"/>.</param>
    /// <param name="rowsAt">Where the next field is.</param>
    public static PayloadOutcome Read(ArraySegment<byte> payload, out EntryEnvelope? envelope, out int rowsAt)
    {
        envelope = null;
        rowsAt = 0;
        try
        {
            var reader = new MessagePackReader(payload.AsMemory(PayloadPrefix.Length));
            var outcome = Read(ref reader, out envelope);
            rowsAt = PayloadPrefix.Length + (int)reader.Consumed;
            return outcome;
        }
        catch (Exception e) when (MalformedPayload.IsCauseOf(e))
        {
            return PayloadOutcome.Corrupt;
        }
    }

    private static PayloadOutcome Read(ref MessagePackReader reader, out EntryEnvelope? envelope)
    {
        envelope = null;
        if (!TryReadBytes(ref reader, EntryEnvelope.DigestLength, out var digest))
        {
            return PayloadOutcome.Corrupt;
        }

        var created = reader.ReadInt64();
        if (!TryReadSpan(ref reader, out var absolute) || !TryReadSpan(ref reader, out var sliding))
        {
            return PayloadOutcome.Corrupt;
        }

        var outcome = ReadTags(ref reader, out var tags);
        if (outcome == PayloadOutcome.Ok)
        {
            envelope = new EntryEnvelope(
                digest,
                created,
                new EntryLifetime(absolute, sliding == TimeSpan.Zero ? null : sliding),
                tags
            );
        }

        return outcome;
    }

    private static PayloadOutcome ReadTags(ref MessagePackReader reader, out TagVersion[] tags)
    {
        tags = [];
        var fields = reader.ReadArrayHeader();
        if (fields % EntryPayload.FieldsPerTag != 0)
        {
            return PayloadOutcome.Corrupt;
        }

        // The reader has seen that there are at least as many bytes.
        var count = fields / EntryPayload.FieldsPerTag;
        if (count > PayloadLimits.MaxTags)
        {
            return PayloadOutcome.TooLarge;
        }

        tags = new TagVersion[count];
        foreach (ref var tag in tags.AsSpan())
        {
            var name = reader.ReadStringSequence();
            if (name is null || !TryReadBytes(ref reader, EntryPayload.VersionLength, out var version))
            {
                return PayloadOutcome.Corrupt;
            }

            tag = new TagVersion(
                name.Value.First,
                new Guid(version.Span[..(EntryPayload.VersionLength / 2)]),
                new Guid(version.Span[(EntryPayload.VersionLength / 2)..])
            );
        }

        return PayloadOutcome.Ok;
    }

    private static bool TryReadBytes(ref MessagePackReader reader, int length, out ReadOnlyMemory<byte> bytes)
    {
        bytes = reader.ReadBytes()?.First ?? default;
        return bytes.Length == length;
    }

    private static bool TryReadSpan(ref MessagePackReader reader, out TimeSpan span)
    {
        var milliseconds = reader.ReadInt64();
        var isInRange = milliseconds is >= 0 and <= long.MaxValue / TimeSpan.TicksPerMillisecond;
        span = isInRange ? new TimeSpan(milliseconds * TimeSpan.TicksPerMillisecond) : default;
        return isInRange;
    }
}
