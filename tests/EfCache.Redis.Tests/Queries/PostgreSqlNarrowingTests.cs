using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class PostgreSqlNarrowingTests(PostgreSqlFixture database)
    : NarrowingSpecification<PostgreSqlFixture, RedisDoor>(database);
