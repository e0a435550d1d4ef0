using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EfCache.Storage.Remote.Payloads.Codecs;
using EfCache.Storage.Remote.Payloads.Compression;
using MessagePack;

namespace EfCache.Storage.Remote.Payloads;

/// <summary>Writes the form in which an entry is kept on a server; <see cref="EntryPayload"/> reads it, and says what it is.</summary>
internal static class EntryPayloadEncoder
{
    /// <summary>Appends the entry's payload. False with the reason if it cannot be kept on a server: it is not the query's fault, nor an error.</summary>
    /// <param name="envelope">What belongs to the entry beside the rows.</param>
    /// <param name="result">The rows.</param>
    /// <param name="limits">A larger entry is refused here, since no reader would take it.</param>
    /// <param name="output">Empty; of no use if the method returns false.</param>
    /// <param name="whyNot">Names columns and types, never values.</param>
    public static bool TryEncode(
        EntryEnvelope envelope,
        CachedResult result,
        PayloadLimits limits,
        PooledBuffer output,
        [NotNullWhen(false)] out string? whyNot
    )
    {
        using var columns = new PooledBuffer();
        using var blocks = new PooledBuffer();
        whyNot =
            WhyTooLarge(envelope, result, limits)
            ?? WriteColumns(result, columns, blocks)
            ?? WhyTooLarge(blocks, limits);
        if (whyNot is not null)
        {
            return false;
        }

        PayloadPrefix.Reserve(output);
        var writer = new MessagePackWriter(output);
        WriteEnvelope(ref writer, envelope);
        writer.Write(result.RowCount);
        WriteBlocks(ref writer, blocks, limits);
        writer.WriteRaw(columns.WrittenSpan);
        writer.Flush();
        PayloadPrefix.Seal(output.WrittenSpan);
        return true;
    }

    private static string? WhyTooLarge(EntryEnvelope envelope, CachedResult result, PayloadLimits limits) =>
        result.RowCount > limits.MaxRows
            ? string.Create(CultureInfo.InvariantCulture, $"it has more than {limits.MaxRows} rows")
        : result.Columns.Length > PayloadLimits.MaxColumns
            ? string.Create(CultureInfo.InvariantCulture, $"it has more than {PayloadLimits.MaxColumns} columns")
        : envelope.Tags.Count > PayloadLimits.MaxTags
            ? string.Create(CultureInfo.InvariantCulture, $"it depends on more than {PayloadLimits.MaxTags} tags")
        : null;

    private static string? WhyTooLarge(PooledBuffer blocks, PayloadLimits limits) =>
        blocks.Length > limits.MaxBytes
            ? string.Create(CultureInfo.InvariantCulture, $"it takes more than {limits.MaxBytes} bytes")
            : null;

    /// <summary>Descriptions to one buffer and values to the other; gives the reason if it cannot be done.</summary>
    private static string? WriteColumns(CachedResult result, PooledBuffer descriptions, PooledBuffer blocks)
    {
        var writer = new MessagePackWriter(descriptions);
        writer.WriteArrayHeader(result.Columns.Length * EntryPayload.FieldsPerColumn);
        foreach (var column in result.Columns)
        {
            if (!ValueCodecs.TryFind(column.ValueType, out var codec) || !codec.IsOfColumns)
            {
                return $"values of the type {column.ValueType}, of the column '{column.Name}', cannot be kept on a server";
            }

            if (!FieldTypes.TryFindCode(column.FieldType, column.ValueType, out var fieldType))
            {
                return $"the type {column.FieldType} of the column '{column.Name}' cannot be kept on a server";
            }

            var start = blocks.Length;
            if (!codec.TryWriteColumn(column, result.RowCount, blocks))
            {
                return $"a value of the column '{column.Name}', of the type {column.ValueType}, would not come back from a server as it was";
            }

            writer.Write(column.Name);
            writer.Write(column.DataTypeName);
            writer.Write(codec.Code);
            writer.Write(fieldType);
            writer.Write(blocks.Length - start);
        }

        writer.Flush();
        return null;
    }

    private static void WriteEnvelope(ref MessagePackWriter writer, EntryEnvelope envelope)
    {
        writer.Write(envelope.KeyDigest.Span);
        writer.Write(envelope.Created);
        writer.Write(ToMilliseconds(envelope.Lifetime.Absolute));
        writer.Write(envelope.Lifetime.Sliding is { } sliding ? ToMilliseconds(sliding) : 0);
        writer.WriteArrayHeader(envelope.Tags.Count * EntryPayload.FieldsPerTag);
        foreach (var tag in envelope.Tags)
        {
            writer.WriteString(tag.Name.Span);
            writer.WriteBinHeader(EntryPayload.VersionLength);
            var version = writer.GetSpan(EntryPayload.VersionLength);
            tag.Stamp.TryWriteBytes(version);
            tag.Epoch.TryWriteBytes(version[(EntryPayload.VersionLength / 2)..]);
            writer.Advance(EntryPayload.VersionLength);
        }
    }

    private static void WriteBlocks(ref MessagePackWriter writer, PooledBuffer blocks, PayloadLimits limits)
    {
        using var compressed = new PooledBuffer();
        var isCompressed =
            blocks.Length >= limits.CompressionThreshold
            && PayloadCompression.TryCompress(blocks.WrittenSpan, compressed);
        writer.Write(isCompressed ? PayloadCompression.Lz4 : PayloadCompression.None);
        writer.Write(blocks.Length);
        writer.Write((isCompressed ? compressed : blocks).WrittenSpan);
    }

    // At least one: 0 says that there is none.
    private static long ToMilliseconds(TimeSpan span) => Math.Max(1, (long)span.TotalMilliseconds);
}
