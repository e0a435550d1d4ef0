using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class PostgreSqlIdentityTests(PostgreSqlFixture database)
    : IdentitySpecification<PostgreSqlFixture, RedisDoor>(database);
