using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqlitePartitionWritesEarlyDoorTests(SqliteFixture database)
    : PartitionWritesSpecification<SqliteFixture, EarlyDoor>(database);
