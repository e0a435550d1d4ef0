using System.Runtime.CompilerServices;
using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>The elements of an array or a list within a value.</summary>
/// <remarks><c>[count] [block]</c></remarks>
internal static class ElementBlock
{
    public static bool TryWrite<T>(ReadOnlySpan<T> elements, ValueCodec<T> codec, PooledBuffer output)
    {
        output.WriteNumber((ulong)elements.Length);
        var nulls = new NullRows(elements.Length);
        for (var i = 0; default(T) is null && i < elements.Length; i++)
        {
            if (elements[i] is null)
            {
                nulls.Set(i);
            }
        }

        return codec.TryWrite(elements, nulls, output);
    }

    public static bool TryCheck<T>(ref BlockReader reader, ValueCodec<T> codec) =>
        reader.TryReadCount(Array.MaxLength, out var count)
        && reader.Budget?.TryCharge((long)count * Unsafe.SizeOf<T>()) != false
        && codec.TryCheck(ref reader, count);

    /// <summary>The elements of a block that was checked.</summary>
    public static T[] Read<T>(ref BlockReader reader, ValueCodec<T> codec)
    {
        _ = reader.TryReadCount(Array.MaxLength, out var count);
        var elements = new T[count];
        return codec.TryRead(ref reader, elements) ? elements : throw Changed();
    }

    /// <summary>Whoever gave the payload's memory still writes to it.</summary>
    public static InvalidOperationException Changed() =>
        new("The bytes of a cache entry were changed while it was being read.");
}
