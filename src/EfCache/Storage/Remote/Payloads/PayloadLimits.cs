namespace EfCache.Storage.Remote.Payloads;

/// <summary>What an entry may take, when it is written and when it is read: a server's word on sizes is not trusted.</summary>
/// <param name="MaxRows">Rows of a result.</param>
/// <param name="MaxBytes">
/// Bytes of the columns, not compressed; and, apart from them, of the elements of all arrays in them, in memory. Whatever is recorded within
/// as many bytes in memory is within this.
/// </param>
/// <param name="CompressionThreshold">
/// Columns of fewer bytes are not compressed. The default is where it saves more on the wire of a fast network, about a third of the bytes, than the
/// 5 µs that it costs a hit.
/// </param>
internal sealed record PayloadLimits(
    int MaxRows,
    int MaxBytes,
    int CompressionThreshold = PayloadLimits.DefaultCompressionThreshold
)
{
    public const int DefaultCompressionThreshold = 16 * 1024;

    /// <summary>As many as any database gives.</summary>
    public const int MaxColumns = 4096;

    /// <summary>More than the plans make: the tags of a table's rows are capped.</summary>
    public const int MaxTags = 16 * 1024;
}
