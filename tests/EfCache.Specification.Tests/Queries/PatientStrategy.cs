using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Specification.Tests.Queries;

/// <summary>An execution strategy that may retry, for which EF Core buffers results.</summary>
public sealed class PatientStrategy(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, DefaultMaxRetryCount, DefaultMaxDelay)
{
    protected override bool ShouldRetryOn(Exception exception) => false;
}
