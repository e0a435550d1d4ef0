using System.Net;
using System.Net.Sockets;
using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>An address: the scope, which is 0 in version 4, and 4 or 16 bytes.</summary>
internal static class AddressBytes
{
    private const int Version4Length = 4;
    private const int Version6Length = 16;

    public static void Write(IPAddress address, PooledBuffer output)
    {
        output.WriteNumber(address.AddressFamily == AddressFamily.InterNetworkV6 ? (ulong)address.ScopeId : 0);
        _ = address.TryWriteBytes(output.GetSpan(Version6Length), out var written);
        output.Advance(written);
    }

    public static bool AreValid(BlockReader reader) =>
        reader.TryReadNumber(out var scope)
        && (
            reader.Remaining == Version4Length
                ? scope == 0
                : reader.Remaining == Version6Length && scope <= uint.MaxValue
        );

    public static IPAddress Read(BlockReader reader)
    {
        _ = reader.TryReadNumber(out var scope);
        return reader.Remaining == Version6Length
            ? new IPAddress(reader.RemainingSpan, (long)scope)
            : new IPAddress(reader.RemainingSpan);
    }
}
