using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class PostgreSqlBypassTests(PostgreSqlFixture database)
    : BypassSpecification<PostgreSqlFixture, RedisDoor>(database);
