using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.Extensions.DependencyInjection;

namespace EfCache.Consistency.Tests.Checking;

/// <summary>A context, and what it goes back to its pool with.</summary>
/// <remarks>
/// Out of <c>AddDbContextPool</c>, and not of <c>PooledDbContextFactory</c>: there a context that is disposed of marks itself as
/// disposed when it is in the pool again, and another may have rented it.
/// </remarks>
internal sealed class RentedContext(BooksContext context, IServiceScope? scope) : IDisposable, IAsyncDisposable
{
    public BooksContext Context => context;

    public static RentedContext Of(BooksContext context) => new(context, scope: null);

    public static RentedContext OutOf(IServiceProvider services)
    {
        var scope = services.CreateScope();
        return new RentedContext(scope.ServiceProvider.GetRequiredService<BooksContext>(), scope);
    }

    public void Dispose()
    {
        if (scope is not null)
        {
            scope.Dispose();
        }
        else
        {
            context.Dispose();
        }
    }

    public ValueTask DisposeAsync() =>
        scope is IAsyncDisposable pooled ? pooled.DisposeAsync() : context.DisposeAsync();
}
