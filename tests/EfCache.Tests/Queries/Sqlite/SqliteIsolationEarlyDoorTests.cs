using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteIsolationEarlyDoorTests(SqliteFixture database)
    : IsolationSpecification<SqliteFixture, EarlyDoor>(database);
