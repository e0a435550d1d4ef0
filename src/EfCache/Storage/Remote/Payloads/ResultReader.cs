using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using EfCache.Storage.Remote.Payloads.Blocks;
using EfCache.Storage.Remote.Payloads.Codecs;
using EfCache.Storage.Remote.Payloads.Compression;
using MessagePack;

namespace EfCache.Storage.Remote.Payloads;

/// <summary>Reads the fields of a payload's rows.</summary>
internal static class ResultReader
{
    // What the objects of a result and of a column take beside the bytes, estimated from above.
    private const int ResultSize = 256;
    private const int ColumnSize = 384;

    /// <param name="payload">Its checksum is right.</param>
    /// <param name="rowsAt">Where the number of rows is.</param>
    /// <param name="limits">What this process takes.</param>
    /// <param name="valueTypes">The type of each column's values, as <see cref="EntryPayload.ReadResult"/> takes them.</param>
    /// <param name="result">Null if the outcome is another than <see cref="PayloadOutcome.Ok"/>.</param>
    public static PayloadOutcome Read(
        ArraySegment<byte> payload,
        int rowsAt,
        PayloadLimits limits,
        ReadOnlySpan<Type?> valueTypes,
        out CachedResult? result
    )
    {
        result = null;
        try
        {
            var reader = new MessagePackReader(payload.AsMemory(rowsAt));
            var rowCount = reader.ReadInt32();
            if (rowCount < 0)
            {
                return PayloadOutcome.Corrupt;
            }

            if (rowCount > limits.MaxRows)
            {
                return PayloadOutcome.TooLarge;
            }

            var budget = new DecodeBudget(limits.MaxBytes);
            var outcome = ReadBlocks(ref reader, limits, budget, out var blocks);
            return outcome == PayloadOutcome.Ok
                ? ReadColumns(ref reader, ref blocks, rowCount, valueTypes, out result)
                : outcome;
        }
        catch (Exception e) when (MalformedPayload.IsCauseOf(e))
        {
            return PayloadOutcome.Corrupt;
        }
    }

    /// <summary>Finds the bytes of the blocks: in the payload, or in an array that they are decompressed to.</summary>
    private static PayloadOutcome ReadBlocks(
        ref MessagePackReader reader,
        PayloadLimits limits,
        DecodeBudget budget,
        out BlockReader blocks
    )
    {
        blocks = default;
        var compression = reader.ReadInt32();
        var length = reader.ReadInt32();
        if (length < 0 || reader.ReadBytes() is not { } bytes)
        {
            return PayloadOutcome.Corrupt;
        }

        if (length > limits.MaxBytes)
        {
            return PayloadOutcome.TooLarge;
        }

        switch (compression)
        {
            case PayloadCompression.None when bytes.Length == length:
                _ = MemoryMarshal.TryGetArray(bytes.First, out var inPlace);
                blocks = new BlockReader(inPlace.Array!, inPlace.Offset, inPlace.Offset + length, budget);
                return PayloadOutcome.Ok;
            case PayloadCompression.Lz4
                when PayloadCompression.TryDecompress(bytes.FirstSpan, length, out var decompressed):
                blocks = new BlockReader(decompressed, 0, length, budget);
                return PayloadOutcome.Ok;
            default:
                return PayloadOutcome.Corrupt;
        }
    }

    private static PayloadOutcome ReadColumns(
        ref MessagePackReader reader,
        ref BlockReader blocks,
        int rowCount,
        ReadOnlySpan<Type?> valueTypes,
        out CachedResult? result
    )
    {
        result = null;
        var fields = reader.ReadArrayHeader();
        var count = fields / EntryPayload.FieldsPerColumn;
        if (fields % EntryPayload.FieldsPerColumn != 0)
        {
            return PayloadOutcome.Corrupt;
        }

        if (count > PayloadLimits.MaxColumns)
        {
            return PayloadOutcome.TooLarge;
        }

        if (!valueTypes.IsEmpty && valueTypes.Length != count)
        {
            return PayloadOutcome.OtherTypes;
        }

        var size = ResultSize + blocks.Buffer.Length + ((long)ColumnSize * count);
        var columns = new ResultColumn[count];
        for (var i = 0; i < count; i++)
        {
            var valueType = valueTypes.IsEmpty ? null : valueTypes[i];
            var outcome = ReadColumn(ref reader, ref blocks, rowCount, valueType, out var column);
            if (outcome != PayloadOutcome.Ok)
            {
                return outcome;
            }

            columns[i] = column!;
        }

        if (blocks.Remaining > 0 || !reader.End)
        {
            return PayloadOutcome.Corrupt;
        }

        result = new CachedResult(columns, rowCount, size);
        return PayloadOutcome.Ok;
    }

    private static PayloadOutcome ReadColumn(
        ref MessagePackReader reader,
        ref BlockReader blocks,
        int rowCount,
        Type? valueType,
        out ResultColumn? column
    )
    {
        column = null;
        var name = reader.ReadStringSequence();
        var dataTypeName = reader.ReadStringSequence();
        var code = reader.ReadUInt32();
        var fieldCode = reader.ReadUInt32();
        var length = reader.ReadInt32();
        if (name is null || dataTypeName is null || length < 0 || !blocks.TrySkip(length, out var start))
        {
            return PayloadOutcome.Corrupt;
        }

        if (
            !TryFindCodec(code, valueType, out var codec)
            || !FieldTypes.TryFindType(fieldCode, codec.Type, out var fieldType)
        )
        {
            return PayloadOutcome.OtherTypes;
        }

        var block = blocks.Part(start, start + length);
        var description = new ColumnDescription(
            NameCache.Get(name.Value.FirstSpan),
            NameCache.Get(dataTypeName.Value.FirstSpan),
            fieldType
        );
        return codec.TryReadColumn(ref block, rowCount, description, out column) && block.Remaining == 0
                ? PayloadOutcome.Ok
            : block.Budget is { IsExceeded: true } ? PayloadOutcome.TooLarge
            : PayloadOutcome.Corrupt;
    }

    private static bool TryFindCodec(uint code, Type? valueType, [NotNullWhen(true)] out ValueCodec? codec) =>
        (
            valueType is null
                ? ValueCodecs.TryFind(code, out codec)
                : ValueCodecs.TryFind(valueType, out codec) && codec.Code == code
        ) && codec.IsOfColumns;
}
