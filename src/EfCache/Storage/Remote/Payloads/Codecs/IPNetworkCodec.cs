using System.Net;
using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>The length of the prefix, and the address.</summary>
internal sealed class IPNetworkCodec(uint code) : HeapCodec<IPNetwork>(code)
{
    public override bool TryWriteValue(IPNetwork value, PooledBuffer output)
    {
        output.WriteByte((byte)value.PrefixLength);
        AddressBytes.Write(value.BaseAddress, output);
        return true;
    }

    public override bool IsValid(BlockReader reader) =>
        reader.TryReadByte(out var prefixLength)
        && AddressBytes.AreValid(reader)
        && IsPrefixOf(AddressBytes.Read(reader), prefixLength);

    public override IPNetwork ReadValue(BlockReader reader)
    {
        _ = reader.TryReadByte(out var prefixLength);
        return new IPNetwork(AddressBytes.Read(reader), prefixLength);
    }

    /// <summary>Whether the rest of the address is zero: only then is it a network's.</summary>
    private static bool IsPrefixOf(IPAddress address, int prefixLength)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = prefixLength; bit < 8 * bytes.Length; bit++)
        {
            if ((bytes[bit / 8] & (0x80 >> (bit % 8))) != 0)
            {
                return false;
            }
        }

        return prefixLength <= 8 * bytes.Length;
    }
}
