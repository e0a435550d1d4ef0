namespace EfCache.Consistency.Tests.Checking;

/// <summary>One run after the other: each has more readers and writers than the machine can run at once.</summary>
[CollectionDefinition(Name)]
public sealed class OneRunAtATime
{
    public const string Name = "Checker";
}
