using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlPartitionWritesPortableDoorTests(PostgreSqlFixture database)
    : PartitionWritesSpecification<PostgreSqlFixture, PortableDoor>(database);
