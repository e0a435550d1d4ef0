using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class PostgreSqlConcurrencyTests(PostgreSqlFixture database)
    : ConcurrencySpecification<PostgreSqlFixture, RedisDoor>(database);
