using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;

namespace EfCache.Storage.Remote.Payloads;

/// <summary>Brotli at its fastest, and only where it helps.</summary>
internal static class PayloadCompression
{
    public const int None = 0;
    public const int Brotli = 1;

    private const int Quality = 1;
    private const int MinWindow = 18;
    private const int MaxWindow = 22;

    /// <summary>The compressed bytes; false if they are not at least an eighth fewer.</summary>
    public static bool TryCompress(ReadOnlySpan<byte> bytes, PooledBuffer output)
    {
        var worthwhile = bytes.Length - (bytes.Length / 8);
        var window = bytes.Length > 1 << MinWindow ? MaxWindow : MinWindow;
        if (
            !BrotliEncoder.TryCompress(
                bytes,
                output.GetSpan(worthwhile)[..worthwhile],
                out var written,
                Quality,
                window
            )
        )
        {
            return false;
        }

        output.Advance(written);
        return true;
    }

    /// <param name="bytes">What was received.</param>
    /// <param name="length">What it is said to become, checked against the limit before: never more is written.</param>
    /// <param name="result">An array of that length.</param>
    public static bool TryDecompress(ReadOnlySpan<byte> bytes, int length, [NotNullWhen(true)] out byte[]? result)
    {
        result = GC.AllocateUninitializedArray<byte>(length);
        if (BrotliDecoder.TryDecompress(bytes, result, out var written) && written == length)
        {
            return true;
        }

        result = null;
        return false;
    }
}
