using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteConcurrencyEarlyDoorTests(SqliteFixture database)
    : ConcurrencySpecification<SqliteFixture, EarlyDoor>(database);
