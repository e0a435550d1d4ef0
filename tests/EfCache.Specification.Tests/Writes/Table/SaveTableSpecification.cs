using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>The table's rows of <see cref="SaveWays"/>.</summary>
public abstract class SaveTableSpecification<TDatabase, TDoor>(TDatabase database)
    : WriteTableSpecification<TDatabase, TDoor>(database)
    where TDatabase : DatabaseFixture
    where TDoor : IDoor
{
    [Theory]
    [WriteTable<SaveWays>]
    public Task Write_is_never_stale(int row, Outcome outcome, bool async) => TestAsync<SaveWays>(row, outcome, async);
}
