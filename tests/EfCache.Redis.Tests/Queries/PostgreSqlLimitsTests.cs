using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class PostgreSqlLimitsTests(PostgreSqlFixture database)
    : LimitsSpecification<PostgreSqlFixture, RedisDoor>(database);
