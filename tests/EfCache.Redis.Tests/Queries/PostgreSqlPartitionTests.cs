using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class PostgreSqlPartitionTests(PostgreSqlFixture database)
    : PartitionSpecification<PostgreSqlFixture, RedisDoor>(database);
