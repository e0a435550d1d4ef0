namespace EfCache;

/// <summary>The limits of an <see cref="InProcessStore"/>. They are checked when the store is made from them.</summary>
public sealed class InProcessStoreOptions
{
    /// <summary>
    /// How much memory the store may take, in bytes. The default is 268,435,456 (256 MiB); the least is 1,048,576 (1 MiB).
    /// When it is full, the entries that are least likely to be asked for again are removed. No entry may be larger than
    /// a tenth of it.
    /// </summary>
    /// <remarks>
    /// Sizes are estimated from above. Tags that are being written are never removed, so that very many of them at once
    /// can exceed the limit for as long as they are being written.
    /// </remarks>
    public long SizeLimit { get; init; } = 256L << 20;

    /// <summary>
    /// The clock by which entries expire and writers' leases end. The default is <see cref="TimeProvider.System"/>; tests
    /// pass their own.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
