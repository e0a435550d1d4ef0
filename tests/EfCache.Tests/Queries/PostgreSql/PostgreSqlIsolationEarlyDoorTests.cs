using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlIsolationEarlyDoorTests(PostgreSqlFixture database)
    : IsolationSpecification<PostgreSqlFixture, EarlyDoor>(database);
