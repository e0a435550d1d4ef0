namespace EfCache.Consistency.Tests.Model;

internal enum ReaderStage : byte
{
    /// <summary>Fetches the entry and the cells; when nothing is fetched yet, the read has not begun.</summary>
    Fetching,

    /// <summary>Was answered by the cache, and may refresh the entry.</summary>
    Served,

    /// <summary>Replaces missing and expired cells by compare-and-set.</summary>
    Completing,

    /// <summary>Has its ticket, and is to read the database.</summary>
    Reading,

    /// <summary>Fetches the cells after the database was read, which breaks rule 2.</summary>
    Refetching,

    /// <summary>Has read the database.</summary>
    Filling,

    /// <summary>Has filled, and others may still take its result.</summary>
    Landing,
}
