using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class PostgreSqlLoadingTests(PostgreSqlFixture database)
    : LoadingSpecification<PostgreSqlFixture, RedisDoor>(database);
