using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class PostgreSqlIsolationTests(PostgreSqlFixture database)
    : IsolationSpecification<PostgreSqlFixture, RedisDoor>(database);
