namespace EfCache.Tests.Diagnostics;

/// <summary>The meter is the process's: nothing else may run while it is read.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SharedMeter
{
    public const string Name = "Meter";
}
