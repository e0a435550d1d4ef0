using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqlitePartitionWritesPortableDoorTests(SqliteFixture database)
    : PartitionWritesSpecification<SqliteFixture, PortableDoor>(database);
