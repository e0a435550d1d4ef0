using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteNarrowingEarlyDoorTests(SqliteFixture database)
    : NarrowingSpecification<SqliteFixture, EarlyDoor>(database);
