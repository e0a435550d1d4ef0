namespace EfCache.Consistency.Tests.Exploration;

internal enum ReaderStep
{
    Lookup,
    TakeTicket,

    /// <summary>Finds out whether to read the database or to wait for another's read.</summary>
    Join,

    /// <summary>Reads the database, or takes what the leader read; until there is something to take it cannot happen.</summary>
    ReadDatabase,
    Fill,

    /// <summary>Lets the followers have the result.</summary>
    Land,
}
