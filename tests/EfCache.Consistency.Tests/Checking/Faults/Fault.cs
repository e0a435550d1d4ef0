namespace EfCache.Consistency.Tests.Checking.Faults;

/// <summary>Something that happens to a server, or to the connections to it, and that is over when it has run.</summary>
/// <param name="Name">For reports.</param>
/// <param name="StrikeAsync">Lets it happen.</param>
internal sealed record Fault(string Name, Func<FaultScene, Task> StrikeAsync)
{
    public static readonly IReadOnlyList<Fault> All = [.. ServerFaults.All, .. ConnectionFaults.All];
}
