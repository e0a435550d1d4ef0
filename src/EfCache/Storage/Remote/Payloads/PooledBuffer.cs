using System.Buffers;
using System.Text.Unicode;

namespace EfCache.Storage.Remote.Payloads;

/// <summary>A growing buffer of pooled memory. What was taken from it is gone when it is disposed of.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int FirstCapacity = 1024;
    private const int MaxUtf8BytesPerChar = 3;

    private byte[] _array = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _array.AsMemory(0, Length);

    public Span<byte> WrittenSpan => _array.AsSpan(0, Length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _array.Length - Length);
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _array.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _array.AsSpan(Length);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    public void WriteByte(byte value)
    {
        GetSpan(1)[0] = value;
        Length++;
    }

    /// <summary>False, and nothing of use is appended, if the text is not well-formed.</summary>
    public bool TryWriteUtf8(string text)
    {
        var span = GetSpan(checked(MaxUtf8BytesPerChar * text.Length));
        var status = Utf8.FromUtf16(text, span, out _, out var written, replaceInvalidSequences: false);
        Length += written;
        return status == OperationStatus.Done;
    }

    /// <summary>Seven bits a byte, the lowest first; the highest bit says that more follow.</summary>
    public void WriteNumber(ulong value)
    {
        var span = GetSpan(10);
        var length = 0;
        while (value > 0x7f)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        Length += length;
    }

    /// <summary>A number that is small when the value is near zero, on either side of it.</summary>
    public void WriteSigned(long value) => WriteNumber((ulong)((value << 1) ^ (value >> 63)));

    public void Clear() => Length = 0;

    public void Dispose()
    {
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
            _array = [];
            Length = 0;
        }
    }

    private void Reserve(int count)
    {
        var needed = (long)Length + Math.Max(1, count);
        if (needed <= _array.Length)
        {
            return;
        }

        var capacity = (int)Math.Min(Array.MaxLength, Math.Max(FirstCapacity, Math.Max(needed, 2L * _array.Length)));
        if (capacity < needed)
        {
            throw new InvalidOperationException("A payload takes less than 2 GiB.");
        }

        var larger = ArrayPool<byte>.Shared.Rent(capacity);
        WrittenSpan.CopyTo(larger);
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = larger;
    }
}
