using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class PostgreSqlParametersTests(PostgreSqlFixture database)
    : ParametersSpecification<PostgreSqlFixture, RedisDoor>(database);
