namespace EfCache.Redis.Tests.Servers;

/// <summary>Cuts a stream of bytes into RESP values.</summary>
internal sealed class RespReader(Stream stream)
{
    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>What is here and is not taken.</summary>
    public ReadOnlyMemory<byte> Rest => _buffer.AsMemory(_start, _end - _start);

    /// <summary>The next value, if all of it is here. It stays in place until <see cref="FillAsync"/>.</summary>
    /// <exception cref="InvalidDataException">It is not RESP.</exception>
    public bool TryTake(out ReadOnlyMemory<byte> value)
    {
        var complete = RespFormat.TryMeasure(Rest.Span, out var length);
        value = complete ? TakeBytes(length) : default;
        return complete;
    }

    /// <summary>All that is here, whatever it is.</summary>
    public ReadOnlyMemory<byte> TakeAll() => TakeBytes(Rest.Length);

    /// <summary>Waits for more; false at the end of the stream.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken = default)
    {
        Rest.CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }

    private ReadOnlyMemory<byte> TakeBytes(int length)
    {
        var bytes = Rest[..length];
        _start += length;
        return bytes;
    }
}
