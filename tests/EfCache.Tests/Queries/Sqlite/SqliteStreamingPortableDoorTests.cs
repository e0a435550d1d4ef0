using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteStreamingPortableDoorTests(SqliteFixture database)
    : StreamingSpecification<SqliteFixture, PortableDoor>(database);
