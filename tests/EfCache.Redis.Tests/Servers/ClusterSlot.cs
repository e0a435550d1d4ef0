using System.Text;

namespace EfCache.Redis.Tests.Servers;

/// <summary>Which of a cluster's 16,384 slots a key is in.</summary>
public static class ClusterSlot
{
    public const int Count = 16_384;

    public static int Of(string key)
    {
        // Of a key with a hash tag, the tag alone.
        var open = key.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : key.IndexOf('}', open);
        return Crc16(Encoding.UTF8.GetBytes(close > open + 1 ? key[(open + 1)..close] : key)) % Count;
    }

    private static ushort Crc16(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0;
        foreach (var next in bytes)
        {
            crc ^= (ushort)(next << 8);
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (ushort)((crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021);
            }
        }

        return crc;
    }
}
