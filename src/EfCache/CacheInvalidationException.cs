namespace EfCache;

/// <summary>
/// A write was refused, since the cache's servers could not be told of it: only with <see cref="InvalidationFailure.Strict"/>. It comes
/// before the commit, and nothing is written.
/// </summary>
public sealed class CacheInvalidationException : InvalidOperationException
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public CacheInvalidationException() { }

    /// <summary>Makes an exception with a message.</summary>
    /// <param name="message">What went wrong.</param>
    public CacheInvalidationException(string? message)
        : base(message) { }

    /// <summary>Makes an exception with a message and its cause.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">The cause.</param>
    public CacheInvalidationException(string? message, Exception? innerException)
        : base(message, innerException) { }
}
