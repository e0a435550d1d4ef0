namespace EfCache.Consistency.Tests.Exploration;

/// <summary>A rule of the protocol that a schedule's readers and writers do not keep.</summary>
public enum Breakage
{
    None,

    /// <summary>Writers do not mark (rule 4).</summary>
    SkipMark,

    /// <summary>Writers bump before the commit is visible (rule 5).</summary>
    BumpBeforeCommit,

    /// <summary>Readers take their ticket after the database read (rule 2).</summary>
    TicketAfterRead,

    /// <summary>Readers that met a writer in flight fill all the same, as soon as they can (rule 2).</summary>
    FillUnderWriter,

    /// <summary>Writers mark and bump only the first of their tags.</summary>
    WriteFirstTagOnly,

    /// <summary>Readers share another's read whatever their stamps are (rule 11).</summary>
    ShareWithoutStamps,
}
