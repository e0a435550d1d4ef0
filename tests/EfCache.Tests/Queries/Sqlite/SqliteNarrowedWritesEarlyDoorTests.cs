using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteNarrowedWritesEarlyDoorTests(SqliteFixture database)
    : NarrowedWritesSpecification<SqliteFixture, EarlyDoor>(database);
