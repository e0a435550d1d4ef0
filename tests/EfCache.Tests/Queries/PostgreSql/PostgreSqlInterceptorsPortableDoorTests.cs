using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Queries.Interceptors;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlInterceptorsPortableDoorTests(PostgreSqlFixture database)
    : InterceptorsSpecification<PostgreSqlFixture, PortableDoor>(database);
