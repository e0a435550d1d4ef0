using System.Net.NetworkInformation;
using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

internal sealed class PhysicalAddressCodec(uint code) : HeapCodec<PhysicalAddress>(code)
{
    public override bool TryWriteValue(PhysicalAddress value, PooledBuffer output)
    {
        output.Write(value.GetAddressBytes());
        return true;
    }

    public override bool IsValid(BlockReader reader) => true;

    public override PhysicalAddress ReadValue(BlockReader reader) => new(reader.RemainingSpan.ToArray());
}
