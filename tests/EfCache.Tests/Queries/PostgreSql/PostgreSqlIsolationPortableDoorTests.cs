using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlIsolationPortableDoorTests(PostgreSqlFixture database)
    : IsolationSpecification<PostgreSqlFixture, PortableDoor>(database);
