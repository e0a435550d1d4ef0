using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteNarrowingPortableDoorTests(SqliteFixture database)
    : NarrowingSpecification<SqliteFixture, PortableDoor>(database);
