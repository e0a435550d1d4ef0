namespace EfCache.Storage.Remote;

/// <summary>
/// A server did not do what it was asked. It never leaves the store. Its message may be logged: it has nothing in it of keys, which
/// may be users' values, and so it has no inner exception either, since those of clients tell which command failed.
/// </summary>
internal sealed class StoreUnavailableException(string why) : Exception(why)
{
    /// <summary>
    /// Only a part of what the store does is concerned: entries that a full server refuses, or one server of several. It costs who
    /// meets it nothing but an answer, and nothing else need be spared.
    /// </summary>
    public bool IsPartial { get; init; }
}
