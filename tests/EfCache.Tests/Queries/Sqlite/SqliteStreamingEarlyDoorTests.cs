using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteStreamingEarlyDoorTests(SqliteFixture database)
    : StreamingSpecification<SqliteFixture, EarlyDoor>(database);
