using System.Runtime.InteropServices;

namespace EfCache.Consistency.Tests.Model;

/// <summary>Keeps two bytes below 16 in one.</summary>
internal static class Nibbles
{
    public static void Pack(ReadOnlySpan<byte> wide, Span<ulong> packed)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(wide);
        var all = 0UL;
        for (var i = 0; i < packed.Length; i++)
        {
            all |= words[2 * i] | words[(2 * i) + 1];
            packed[i] = Fold(words[2 * i]) | (Fold(words[(2 * i) + 1]) << 32);
        }

        if ((all & 0xF0F0F0F0F0F0F0F0) != 0)
        {
            throw new InvalidOperationException("A number of a state does not fit in four bits.");
        }
    }

    public static void Unpack(ReadOnlySpan<ulong> packed, Span<byte> wide)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(wide);
        for (var i = 0; i < packed.Length; i++)
        {
            words[2 * i] = Spread((uint)packed[i]);
            words[(2 * i) + 1] = Spread((uint)(packed[i] >> 32));
        }
    }

    private static ulong Fold(ulong word)
    {
        word = (word | (word >> 4)) & 0x00FF00FF00FF00FF;
        word = (word | (word >> 8)) & 0x0000FFFF0000FFFF;
        return (word | (word >> 16)) & 0x00000000FFFFFFFF;
    }

    private static ulong Spread(ulong word)
    {
        word = (word | (word << 16)) & 0x0000FFFF0000FFFF;
        word = (word | (word << 8)) & 0x00FF00FF00FF00FF;
        return (word | (word << 4)) & 0x0F0F0F0F0F0F0F0F;
    }
}
