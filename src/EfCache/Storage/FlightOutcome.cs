namespace EfCache.Storage;

/// <summary>What waiting for a flight came to, and the result when it landed.</summary>
internal readonly record struct FlightOutcome
{
    private FlightOutcome(FlightEnd end, CachedResult? result)
    {
        End = end;
        Result = result;
    }

    public static FlightOutcome GoAlone { get; } = new(FlightEnd.GoAlone, null);

    public static FlightOutcome TakeOver { get; } = new(FlightEnd.TakeOver, null);

    public FlightEnd End { get; }

    /// <summary>Not null when <see cref="End"/> is <see cref="FlightEnd.Landed"/>, and only then.</summary>
    public CachedResult? Result { get; }

    public static FlightOutcome Landed(CachedResult result) => new(FlightEnd.Landed, result);
}
