using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqlitePartitionEarlyDoorTests(SqliteFixture database)
    : PartitionSpecification<SqliteFixture, EarlyDoor>(database);
