namespace EfCache.Storage.Remote;

/// <summary>
/// A server did not do what it was asked. It never leaves the store. Its message may be logged: it has nothing in it of keys, which
/// may be users' values, and so it has no inner exception either, since those of clients tell which command failed.
/// </summary>
internal sealed class StoreUnavailableException(string why) : Exception(why);
