namespace EfCache.InProcess;

/// <summary>
/// The hashes of the keys that were evicted of late: a key that comes back so soon goes to the main queue.
/// </summary>
/// <remarks>
/// As in S3-FIFO's own implementation it is a table, not a queue: a slot holds half of a hash and the number of the
/// eviction, and is forgotten when overwritten or when enough others were evicted since. A wrong memory costs a place
/// in a queue, nothing more. The table is made on first use: a store that never fills up never has one.
/// </remarks>
internal sealed class Ghosts(int slots)
{
    private readonly Lazy<ulong[]> _slots = new(() => new ulong[slots]);
    private uint _added;

    public void Add(ulong hash)
    {
        var number = Interlocked.Increment(ref _added);
        Volatile.Write(ref SlotOf(hash), Fingerprint(hash) | number);
    }

    /// <param name="hash">The key's.</param>
    /// <param name="window">How many evictions back a key is remembered.</param>
    public bool Contains(ulong hash, int window)
    {
        if (!_slots.IsValueCreated)
        {
            return false;
        }

        var slot = Volatile.Read(ref SlotOf(hash));
        return slot != 0
            && Fingerprint(slot) == Fingerprint(hash)
            && Volatile.Read(ref _added) - (uint)slot <= (uint)window;
    }

    private static ulong Fingerprint(ulong hash) => hash & 0xFFFF_FFFF_0000_0000;

    private ref ulong SlotOf(ulong hash) => ref _slots.Value[(uint)hash % (uint)slots];
}
