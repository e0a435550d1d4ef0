using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteBypassEarlyDoorTests(SqliteFixture database)
    : BypassSpecification<SqliteFixture, EarlyDoor>(database);
