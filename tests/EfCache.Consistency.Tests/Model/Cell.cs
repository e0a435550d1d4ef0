namespace EfCache.Consistency.Tests.Model;

/// <summary>What the store holds for a tag: nothing, a stamp, or writers with a lease each.</summary>
internal struct Cell
{
    /// <summary>Whom a quarantine's mark names in place of a writer.</summary>
    public const byte Quarantine = 4;

    /// <summary>0 is none. Under marks it is none too, but where a broken rule remembers it.</summary>
    public byte Stamp;

    /// <summary>A bit for each writer whose lease runs.</summary>
    public byte Running;

    /// <summary>A bit for each writer whose lease has ended and that nobody has taken away yet.</summary>
    public byte Ended;

    public readonly bool IsMissing => (Stamp | Running | Ended) == 0;

    public readonly bool IsStamp => Stamp != 0 && (Running | Ended) == 0;

    public readonly bool IsInFlight => Running != 0;

    public readonly bool IsExpired => Running == 0 && Ended != 0;
}
