using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class PostgreSqlNarrowedWritesTests(PostgreSqlFixture database)
    : NarrowedWritesSpecification<PostgreSqlFixture, RedisDoor>(database);
