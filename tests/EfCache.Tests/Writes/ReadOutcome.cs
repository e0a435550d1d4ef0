namespace EfCache.Tests.Writes;

/// <summary>What the cache did for one query.</summary>
public enum ReadOutcome
{
    /// <summary>It was not asked.</summary>
    Bypassed,

    Hit,

    /// <summary>A miss whose result was stored.</summary>
    Filled,

    /// <summary>A miss whose result was not stored.</summary>
    Unfilled,
}
