using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteBypassPortableDoorTests(SqliteFixture database)
    : BypassSpecification<SqliteFixture, PortableDoor>(database);
