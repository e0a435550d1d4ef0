namespace EfCache.Consistency.Tests.Model;

/// <summary>One step of an interleaving.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Actor">By which reader or writer; for steps of the surroundings, to which query, server or writer.</param>
/// <param name="Target">The tag, or the tag's place among those of the reader's query.</param>
internal readonly record struct Step(StepKind Kind, int Actor, int Target = 0);
