using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteIsolationPortableDoorTests(SqliteFixture database)
    : IsolationSpecification<SqliteFixture, PortableDoor>(database);
