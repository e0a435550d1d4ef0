namespace EfCache.Storage.Remote;

/// <summary>
/// Copies of entries in this process, in front of a store on servers. Each hit is validated: the cells are read, in one small round
/// trip that moves no rows, and what it is stored with is compared with them as an entry's would be.
/// </summary>
internal interface INearCache
{
    NearEntry? Find(ReadOnlySpan<byte> key);

    /// <param name="key">The whole key; it is not changed any more.</param>
    /// <param name="entry">What is kept under it.</param>
    /// <param name="life">How long the entry lives on the server.</param>
    void Set(byte[] key, NearEntry entry, TimeSpan life);

    /// <summary>It is dead.</summary>
    void Remove(NearEntry entry);
}
