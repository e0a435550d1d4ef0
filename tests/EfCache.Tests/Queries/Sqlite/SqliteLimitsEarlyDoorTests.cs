using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteLimitsEarlyDoorTests(SqliteFixture database)
    : LimitsSpecification<SqliteFixture, EarlyDoor>(database);
