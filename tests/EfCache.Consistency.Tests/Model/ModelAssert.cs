namespace EfCache.Consistency.Tests.Model;

internal static class ModelAssert
{
    /// <summary>Explores all, finds nothing, and does so although the cache answers.</summary>
    public static void Holds(ModelScenario scenario, ITestOutputHelper output)
    {
        var result = new ModelExplorer(scenario).Explore(countsInterleavings: scenario.IsBounded);
        output.WriteLine($"{scenario.Name}: {result}");

        Assert.True(result.Counterexample is null, Tell(scenario, result));
        Assert.True(result.Hits > 0, "No read was answered by the cache, so nothing is shown.");
    }

    /// <summary>Finds a shortest way to break the property, and tells it.</summary>
    public static void Violates(ModelScenario scenario, ModelProperty expected, ITestOutputHelper output)
    {
        // Readers keep their places, so that the story can be told.
        scenario = scenario with
        {
            Checked = expected,
        };
        var result = new ModelExplorer(scenario, mergesReaders: false).Explore();
        output.WriteLine($"{scenario.Name}: {result}");

        Assert.NotNull(result.Counterexample);
        output.WriteLine(Tell(scenario, result));
        Assert.Equal(expected, result.Counterexample.Violated);
    }

    private static string Tell(ModelScenario scenario, ModelResult result) =>
        result.Counterexample is { } counterexample
            ? new Narrator(scenario, scenario.Broken == BrokenRule.None).Tell(counterexample)
            : "";
}
