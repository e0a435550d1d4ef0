using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>The table's rows of <see cref="ScopeWays"/>.</summary>
public abstract class ScopeTableSpecification<TDatabase, TDoor>(TDatabase database)
    : WriteTableSpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    [Theory]
    [WriteTable<ScopeWays>]
    public Task Write_is_never_stale(int row, Outcome outcome, bool async) => TestAsync<ScopeWays>(row, outcome, async);
}
