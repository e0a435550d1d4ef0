using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Writes.Table;

namespace EfCache.Tests.Writes.PostgreSql;

public sealed class PostgreSqlScopeTableEarlyDoorTests(PostgreSqlFixture database)
    : ScopeTableSpecification<PostgreSqlFixture, EarlyDoor>(database);
