using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class PostgreSqlStreamingTests(PostgreSqlFixture database)
    : StreamingSpecification<PostgreSqlFixture, RedisDoor>(database);
