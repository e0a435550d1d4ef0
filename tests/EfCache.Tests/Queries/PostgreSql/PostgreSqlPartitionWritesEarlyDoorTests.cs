using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlPartitionWritesEarlyDoorTests(PostgreSqlFixture database)
    : PartitionWritesSpecification<PostgreSqlFixture, EarlyDoor>(database);
