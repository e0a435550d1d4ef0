namespace EfCache.Consistency.Tests.Checking.Faults;

/// <summary>What happens how often.</summary>
internal sealed record DisturbanceOptions
{
    public IReadOnlyList<Fault> Faults { get; init; } = Fault.All;

    /// <summary>After so many there are no more, and the run ends.</summary>
    public int Count { get; init; } = int.MaxValue;

    /// <summary>After so many the writers pause.</summary>
    public int CountPerPause { get; init; } = int.MaxValue;

    /// <summary>How many reads there are at most between one thing that happens and the next.</summary>
    public int MostReadsBetween { get; init; } = 150;

    /// <summary>Whether every second time between two pauses is without faults.</summary>
    public bool Alternates { get; init; } = true;
}
