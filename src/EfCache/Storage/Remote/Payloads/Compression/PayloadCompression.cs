using System.Diagnostics.CodeAnalysis;

namespace EfCache.Storage.Remote.Payloads.Compression;

/// <summary>The blocks of larger payloads, and only where it helps.</summary>
internal static class PayloadCompression
{
    public const int None = 0;
    public const int Lz4 = 1;

    /// <summary>Appends the compressed bytes. False if they are not at least an eighth fewer.</summary>
    public static bool TryCompress(ReadOnlySpan<byte> bytes, PooledBuffer output)
    {
        var worthwhile = bytes.Length - (bytes.Length / 8);
        var written = Lz4BlockWriter.Compress(bytes, output.GetSpan(worthwhile)[..worthwhile]);
        output.Advance(written);
        return written > 0;
    }

    /// <param name="bytes">What was received.</param>
    /// <param name="length">What it is said to become, checked against the limit before: never more is written.</param>
    /// <param name="result">An array of that length.</param>
    public static bool TryDecompress(ReadOnlySpan<byte> bytes, int length, [NotNullWhen(true)] out byte[]? result)
    {
        result = GC.AllocateUninitializedArray<byte>(length);
        if (!Lz4Block.TryDecompress(bytes, result))
        {
            result = null;
        }

        return result is not null;
    }
}
