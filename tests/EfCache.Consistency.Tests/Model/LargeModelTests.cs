namespace EfCache.Consistency.Tests.Model;

/// <summary>Scenarios that take too long for every day; the README has the command.</summary>
public sealed class LargeModelTests(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public void Two_tags_with_crashes_and_evictions_are_never_stale() => Holds(ModelScenarios.LargeTwoTags);

    [Fact(Explicit = true)]
    public void Two_tags_of_both_writers_are_never_stale() => Holds(ModelScenarios.LargeTwoTagsTwice);

    [Fact(Explicit = true)]
    public void Two_servers_that_come_back_twice_are_never_stale() => Holds(ModelScenarios.LargeTwoServers);

    [Fact(Explicit = true)]
    public void A_server_that_comes_back_while_writers_crash_is_never_stale() => Holds(ModelScenarios.LargeRestart);

    [Fact(Explicit = true)]
    public void Shared_reads_of_two_tags_with_two_writers_are_never_stale() => Holds(ModelScenarios.LargeShared);

    private void Holds(ModelScenario scenario) => ModelAssert.Holds(scenario, output);
}
