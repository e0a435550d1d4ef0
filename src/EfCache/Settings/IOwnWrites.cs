using EfCache.Storage;

namespace EfCache.Settings;

/// <summary>
/// What the transaction that a context is in has written so far: what the write side tells the read side, which do not refer to
/// each other.
/// </summary>
internal interface IOwnWrites
{
    /// <summary>Whether the transaction, in whichever of the contexts that share it, or a save in it wrote one of the tags.</summary>
    bool IncludeAny(IReadOnlyList<Tag> tags);
}
