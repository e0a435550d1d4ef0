using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class PostgreSqlPartitionWritesTests(PostgreSqlFixture database)
    : PartitionWritesSpecification<PostgreSqlFixture, RedisDoor>(database);
