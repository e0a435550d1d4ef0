using System.Net;
using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

internal sealed class IPAddressCodec(uint code) : HeapCodec<IPAddress>(code)
{
    public override bool TryWriteValue(IPAddress value, PooledBuffer output)
    {
        AddressBytes.Write(value, output);
        return true;
    }

    public override bool IsValid(BlockReader reader) => AddressBytes.AreValid(reader);

    public override IPAddress ReadValue(BlockReader reader) => AddressBytes.Read(reader);
}
