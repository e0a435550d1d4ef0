using MessagePack;

namespace EfCache.Storage.Remote.Payloads;

/// <summary>Which exceptions MessagePack's reader has for bytes that it cannot read as asked.</summary>
internal static class MalformedPayload
{
    public static bool IsCauseOf(Exception e) =>
        e is MessagePackSerializationException or EndOfStreamException or OverflowException;
}
