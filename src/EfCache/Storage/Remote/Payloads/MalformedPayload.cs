using MessagePack;

namespace EfCache.Storage.Remote.Payloads;

/// <summary>Which exceptions MessagePack's reader has for bytes that it cannot read as asked.</summary>
internal static class MalformedPayload
{
    // An argument out of range is a length of more than 2^31 that the reader takes for a negative one.
    public static bool IsCauseOf(Exception e) =>
        e
            is MessagePackSerializationException
                or EndOfStreamException
                or OverflowException
                or ArgumentOutOfRangeException;
}
