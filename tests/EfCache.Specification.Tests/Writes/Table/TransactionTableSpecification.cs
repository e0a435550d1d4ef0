using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>The table's rows of <see cref="TransactionWays"/>.</summary>
public abstract class TransactionTableSpecification<TDatabase, TDoor>(TDatabase database)
    : WriteTableSpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    [Theory]
    [WriteTable<TransactionWays>]
    public Task Write_is_never_stale(int row, Outcome outcome, bool async) =>
        TestAsync<TransactionWays>(row, outcome, async);
}
