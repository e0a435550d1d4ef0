namespace EfCache.Consistency.Tests.Model;

/// <summary>The steps from an initial state to the first that broke a property; none is shorter.</summary>
/// <param name="Violated">What the last step, or the state after it, breaks.</param>
/// <param name="InitialState">The number of the initial state.</param>
/// <param name="Steps">From there on.</param>
internal sealed record Counterexample(ModelProperty Violated, int InitialState, IReadOnlyList<Step> Steps);
