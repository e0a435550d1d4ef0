using System.Buffers;
using System.Buffers.Binary;

namespace EfCache.Storage.Remote.Payloads.Compression;

/// <summary>Writes what <see cref="Lz4Block"/> reads, by the first match that is found: fast, and not the smallest.</summary>
internal ref struct Lz4BlockWriter
{
    // The format's rules: the last bytes are literals, and the last match starts some bytes before them.
    private const int LastLiterals = 5;
    private const int LastMatchStart = 12;
    private const int MaxOffset = ushort.MaxValue;

    private const int HashBits = 13;

    // After each of so many positions in vain, the steps grow by one.
    private const int PatienceBits = 6;

    private readonly ReadOnlySpan<byte> _source;
    private readonly Span<byte> _target;
    private int _written;

    private Lz4BlockWriter(ReadOnlySpan<byte> source, Span<byte> target)
    {
        _source = source;
        _target = target;
    }

    /// <summary>The number of bytes written to the target; 0 if it is too short for them.</summary>
    public static int Compress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var positions = ArrayPool<int>.Shared.Rent(1 << HashBits);
        try
        {
            positions.AsSpan().Fill(-1 - MaxOffset);
            var writer = new Lz4BlockWriter(source, target);
            return writer.TryWrite(positions) ? writer._written : 0;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(positions);
        }
    }

    private bool TryWrite(Span<int> positions)
    {
        var literalsFrom = 0;
        var position = 0;
        var tries = 1 << PatienceBits;
        while (position <= _source.Length - LastMatchStart)
        {
            var start = BinaryPrimitives.ReadUInt32LittleEndian(_source[position..]);
            ref var known = ref positions[(int)((start * 2654435761u) >> (32 - HashBits))];
            var candidate = known;
            known = position;
            if (
                position - candidate > MaxOffset
                || BinaryPrimitives.ReadUInt32LittleEndian(_source[candidate..]) != start
            )
            {
                position += tries++ >> PatienceBits;
                continue;
            }

            var length =
                Lz4Block.MinMatch
                + _source[(position + Lz4Block.MinMatch)..^LastLiterals]
                    .CommonPrefixLength(_source[(candidate + Lz4Block.MinMatch)..]);
            if (!TryWriteSequence(literalsFrom, position - literalsFrom, position - candidate, length))
            {
                return false;
            }

            position += length;
            literalsFrom = position;
            tries = 1 << PatienceBits;
        }

        return TryWriteSequence(literalsFrom, _source.Length - literalsFrom, offset: 0, match: 0);
    }

    /// <summary>With no match for the last one.</summary>
    private bool TryWriteSequence(int from, int literals, int offset, int match)
    {
        var matchRest = match == 0 ? 0 : match - Lz4Block.MinMatch;
        var longest = 1 + LengthOf(literals) + literals + sizeof(ushort) + LengthOf(matchRest);
        if (longest > _target.Length - _written)
        {
            return false;
        }

        _target[_written++] = (byte)(
            (Math.Min(literals, Lz4Block.LongLength) << 4) | Math.Min(matchRest, Lz4Block.LongLength)
        );
        WriteLength(literals);
        _source.Slice(from, literals).CopyTo(_target[_written..]);
        _written += literals;
        if (match > 0)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_target[_written..], (ushort)offset);
            _written += sizeof(ushort);
            WriteLength(matchRest);
        }

        return true;
    }

    // From above.
    private static int LengthOf(int length) => 1 + (length / byte.MaxValue);

    private void WriteLength(int length)
    {
        if (length < Lz4Block.LongLength)
        {
            return;
        }

        length -= Lz4Block.LongLength;
        while (length >= byte.MaxValue)
        {
            _target[_written++] = byte.MaxValue;
            length -= byte.MaxValue;
        }

        _target[_written++] = (byte)length;
    }
}
