using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Queries.Model;
using Microsoft.Extensions.Time.Testing;
using IsolationLevel = System.Transactions.IsolationLevel;
using TransactionScope = System.Transactions.TransactionScope;
using TransactionScopeAsyncFlowOption = System.Transactions.TransactionScopeAsyncFlowOption;
using TransactionScopeOption = System.Transactions.TransactionScopeOption;

namespace EfCache.Specification.Tests.Writes;

/// <summary>What the suites of the write side share: a store whose leases end when the test says so, and scopes.</summary>
public abstract class WriteSpecification<TDatabase, TDoor>(TDatabase database)
    : QuerySpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    /// <summary>Longer than the default lease: a command's default time-out, and the reserve.</summary>
    protected static readonly TimeSpan Lease = TimeSpan.FromSeconds(61);

    protected FakeTimeProvider Clock { get; } = new();

    protected override InProcessStore Store =>
        field ??= new InProcessStore(new InProcessStoreOptions { TimeProvider = Clock });

    /// <summary>An ambient transaction that flows with the test.</summary>
    protected static TransactionScope Scope(
        IsolationLevel isolation = IsolationLevel.ReadCommitted,
        TransactionScopeOption option = TransactionScopeOption.Required
    ) =>
        new(
            option,
            new System.Transactions.TransactionOptions { IsolationLevel = isolation },
            TransactionScopeAsyncFlowOption.Enabled
        );

    /// <summary>No ambient transaction, for what others do meanwhile.</summary>
    protected static TransactionScope NoScope() =>
        new(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);

    /// <summary>Runs a query in a context of its own, outside of any transaction, until it is a hit.</summary>
    protected async Task WarmAsync<T>(Func<ShopContext, IQueryable<T>> query)
    {
        using (NoScope())
        {
            await RunAsync(query);
            await AssertHitAsync(query);
        }
    }

    /// <summary>What the context itself reads, and how many commands the database saw for it.</summary>
    protected Task<(List<T> Rows, int Commands)> ReadAsync<T>(IQueryable<T> query, bool async = true) =>
        CountAsync(() => ListAsync(query, async));
}
