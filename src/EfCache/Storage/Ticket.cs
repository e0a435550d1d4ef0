namespace EfCache.Storage;

/// <summary>
/// What a reader holds on a miss: its key, its tags, and the stamps that it saw before the database read (rule 2).
/// </summary>
/// <remarks>Disposing releases what the ticket holds in the store; it is idempotent, and a fill does not need the ticket again.</remarks>
internal abstract class Ticket : IDisposable
{
    /// <summary>False when a writer was in flight on any tag: the reader goes to the database and stores nothing.</summary>
    public abstract bool CanFill { get; }

    /// <summary>
    /// Whether the other ticket was taken with the same stamps, all of them: then one's database read may answer the
    /// other's query (rule 11).
    /// </summary>
    public abstract bool HasSameStamps(Ticket other);

    /// <summary>
    /// The result turned out not to depend on one of the tags: what is stored with the ticket from now on does not either. Its
    /// stamps are compared as before, since others may share the read until it has landed.
    /// </summary>
    public abstract void Forget(Tag tag);

    public abstract void Dispose();
}
