using System.Globalization;

namespace EfCache.Consistency.Tests.Model;

/// <summary>What an exploration found.</summary>
internal sealed class ModelResult
{
    public int States { get; set; }

    public long Steps { get; set; }

    /// <summary>How many of the steps are answers of the cache.</summary>
    public long Hits { get; set; }

    /// <summary>In how many orders the steps can come, all to the end; null when that was not counted.</summary>
    public UInt128? Interleavings { get; set; }

    public TimeSpan Elapsed { get; set; }

    public Counterexample? Counterexample { get; set; }

    public override string ToString()
    {
        var interleavings = Interleavings is { } count
            ? string.Create(CultureInfo.InvariantCulture, $", {count:N0} interleavings")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{States:N0} states, {Steps:N0} steps, {Hits:N0} of them hits{interleavings}, {Elapsed.TotalSeconds:N1} s"
        );
    }
}
