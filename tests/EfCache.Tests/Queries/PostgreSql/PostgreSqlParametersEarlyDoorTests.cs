using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlParametersEarlyDoorTests(PostgreSqlFixture database)
    : ParametersSpecification<PostgreSqlFixture, EarlyDoor>(database);
