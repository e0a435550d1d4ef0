using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlPartitionPortableDoorTests(PostgreSqlFixture database)
    : PartitionSpecification<PostgreSqlFixture, PortableDoor>(database);
