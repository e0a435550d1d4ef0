namespace EfCache.Consistency.Tests.Model;

/// <summary>What the protocol promises, as far as a step or a state can break it.</summary>
[Flags]
public enum ModelProperty
{
    None = 0,

    /// <summary>An answer of the cache lacks a commit that came before the read began.</summary>
    Stale = 1,

    /// <summary>An entry that could not be served, since a tag had changed, could be served again.</summary>
    Revived = 2,

    /// <summary>No writer is active, a lease has passed, and a query still cannot be cached.</summary>
    Disabled = 4,

    /// <summary>Every writer has ended as it should, nothing was lost, and a query cannot be cached at once.</summary>
    Delayed = 8,

    /// <summary>An answer of the cache has in it what was never committed.</summary>
    Uncommitted = 16,

    All = Stale | Revived | Disabled | Delayed | Uncommitted,
}
