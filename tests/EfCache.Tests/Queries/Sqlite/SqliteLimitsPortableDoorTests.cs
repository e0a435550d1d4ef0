using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteLimitsPortableDoorTests(SqliteFixture database)
    : LimitsSpecification<SqliteFixture, PortableDoor>(database);
