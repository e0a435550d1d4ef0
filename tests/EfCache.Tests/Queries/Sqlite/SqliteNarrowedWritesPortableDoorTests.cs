using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteNarrowedWritesPortableDoorTests(SqliteFixture database)
    : NarrowedWritesSpecification<SqliteFixture, PortableDoor>(database);
