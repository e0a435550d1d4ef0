namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>The points of a write, after what the cache does there.</summary>
public enum MomentKind
{
    /// <summary>Right before a statement that writes.</summary>
    Executing,

    /// <summary>Right after it, and before its result is read.</summary>
    Executed,

    /// <summary>Right before the commit of a transaction.</summary>
    Committing,

    /// <summary>Right after it.</summary>
    Committed,

    /// <summary>Right before the end of a scope.</summary>
    ScopeEnding,

    /// <summary>A scope's transaction is over, and nobody was told before.</summary>
    ScopeEnded,
}
