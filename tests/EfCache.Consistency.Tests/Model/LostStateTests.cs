namespace EfCache.Consistency.Tests.Model;

/// <summary>The same where the store loses what it must not lose: marks, or all that it knew.</summary>
public sealed class LostStateTests(ITestOutputHelper output)
{
    [Fact]
    public void Lost_marks_with_a_quarantine_are_never_stale() => Holds(ModelScenarios.Quarantine);

    [Fact]
    public void Lost_marks_of_two_tags_with_a_quarantine_are_never_stale() => Holds(ModelScenarios.QuarantineOfTwo);

    [Fact]
    public void A_server_that_comes_back_empty_or_from_the_past_is_never_stale() => Holds(ModelScenarios.Restart);

    [Fact]
    public void A_server_that_comes_back_twice_is_never_stale() => Holds(ModelScenarios.RestartTwice);

    [Fact]
    public void One_of_two_servers_that_comes_back_from_the_past_is_never_stale() => Holds(ModelScenarios.TwoServers);

    [Fact]
    public void One_of_two_servers_that_comes_back_empty_is_never_stale() => Holds(ModelScenarios.TwoServersEmpty);

    /// <summary>Residue (a), second half.</summary>
    [Fact]
    public void A_lost_mark_without_a_quarantine_is_stale_until_the_bump_and_no_longer()
    {
        Holds(ModelScenarios.LostMarks);
        Violates(ModelScenarios.LostMarks with { CountsFromBump = false });
    }

    /// <summary>Residue (a), first half.</summary>
    [Fact]
    public void A_commit_that_outlives_its_lease_is_stale_until_the_bump_and_no_longer()
    {
        Holds(ModelScenarios.OverlongCommits);
        Violates(ModelScenarios.OverlongCommits with { CountsFromBump = false });
    }

    private void Holds(ModelScenario scenario) => ModelAssert.Holds(scenario, output);

    private void Violates(ModelScenario scenario) => ModelAssert.Violates(scenario, ModelProperty.Stale, output);
}
