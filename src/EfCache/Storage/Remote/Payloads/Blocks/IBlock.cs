namespace EfCache.Storage.Remote.Payloads.Blocks;

/// <summary>Values that are read in place, one by one, after the whole block was checked. Indexes are trusted.</summary>
internal interface IBlock<out T>
{
    bool IsNull(int index);

    /// <summary>The value, the caller's own; not to be asked of a null.</summary>
    T At(int index);
}
