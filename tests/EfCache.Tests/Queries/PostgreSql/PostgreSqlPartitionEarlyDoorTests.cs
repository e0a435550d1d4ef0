using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlPartitionEarlyDoorTests(PostgreSqlFixture database)
    : PartitionSpecification<PostgreSqlFixture, EarlyDoor>(database);
