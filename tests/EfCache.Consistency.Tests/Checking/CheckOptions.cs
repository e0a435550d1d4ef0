using System.Globalization;

namespace EfCache.Consistency.Tests.Checking;

/// <summary>How long a run is, and by what seed everything in it is chosen.</summary>
internal sealed record CheckOptions
{
    private const string ReadsVariable = "EFCACHE_CHECK_READS";
    private const string SeedVariable = "EFCACHE_CHECK_SEED";

    public int Seed { get; init; } = 1;

    public int Reads { get; init; } = 30_000;

    public int Readers { get; init; } = 6;

    public int Writers { get; init; } = 3;

    public int ReadsPerWrite { get; init; } = 40;

    /// <summary>After so many reads the writers stop for a moment: the database is compared, and time goes by in the store.</summary>
    public int ReadsPerPause { get; init; } = 500;

    /// <summary>The same when there are marks that only their lease will end.</summary>
    public int ReadsPerShortPause { get; init; } = 100;

    /// <summary>Whether a read that begins while something happens to the store may be stale.</summary>
    public bool ToleratesStaleReadsInFaults { get; init; }

    /// <summary>One violation is enough.</summary>
    public bool StopsAtViolation { get; init; }

    /// <summary>As the environment says; a seed that it does not say is another one each time.</summary>
    public CheckOptions FromEnvironment() =>
        this with
        {
            Reads = Read(ReadsVariable) ?? Reads,
            Seed = Read(SeedVariable) ?? Random.Shared.Next(),
        };

    private static int? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new InvalidOperationException($"{variable} is to be a whole number, and not '{text}'.")
            : null;
}
