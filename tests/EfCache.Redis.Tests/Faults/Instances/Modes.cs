namespace EfCache.Redis.Tests.Faults.Instances;

/// <summary>What a test is run with.</summary>
internal static class Modes
{
    /// <summary>What a write does that can't be marked, and whether callers are async.</summary>
    public static TheoryData<InvalidationFailure, bool> All { get; } =
        new()
        {
            { InvalidationFailure.BestEffort, true },
            { InvalidationFailure.BestEffort, false },
            { InvalidationFailure.Strict, true },
            { InvalidationFailure.Strict, false },
        };
}
