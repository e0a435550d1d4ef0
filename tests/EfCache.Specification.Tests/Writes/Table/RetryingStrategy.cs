using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>Tries again at once after a failure that passes.</summary>
public sealed class RetryingStrategy(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, maxRetryCount: 3, maxRetryDelay: TimeSpan.Zero)
{
    public static void AddTo(DbContextOptionsBuilder options)
    {
        var relational = RelationalOptionsExtension.Extract(options.Options);
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(
            relational.WithExecutionStrategyFactory(static d => new RetryingStrategy(d))
        );
    }

    protected override bool ShouldRetryOn(Exception exception) =>
        exception is TransientException or DbUpdateException { InnerException: TransientException };
}
