using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqlitePartitionPortableDoorTests(SqliteFixture database)
    : PartitionSpecification<SqliteFixture, PortableDoor>(database);
