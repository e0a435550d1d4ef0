using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace EfCache.Query.Keys;

/// <summary>A growing buffer for keys, kept by its owner from query to query.</summary>
internal sealed class KeyBuffer
{
    private byte[] _bytes = new byte[192];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public int Length => _length;

    public void Clear() => _length = 0;

    /// <summary>Takes back what was written after the buffer had this length.</summary>
    public void Truncate(int length) => _length = Math.Min(length, _length);

    public void WriteByte(byte value) => Reserve(1)[0] = value;

    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Reserve(sizeof(int)), value);

    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(sizeof(long)), value);

    public void WriteGuid(Guid value) => value.TryWriteBytes(Reserve(16));

    public void WriteRaw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    /// <summary>The length, then the bytes: what follows can't be taken for a part of them.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteInt32(bytes.Length);
        WriteRaw(bytes);
    }

    /// <summary>The UTF-16 code units as they are: an encoding would map lone surrogates to one another.</summary>
    public void WriteString(ReadOnlySpan<char> text) => WriteBytes(MemoryMarshal.AsBytes(text));

    private Span<byte> Reserve(int count)
    {
        var start = _length;
        var end = checked(start + count);
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(end, checked(_bytes.Length * 2)));
        }

        _length = end;
        return _bytes.AsSpan(start, count);
    }
}
