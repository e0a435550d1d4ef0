using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlParametersPortableDoorTests(PostgreSqlFixture database)
    : ParametersSpecification<PostgreSqlFixture, PortableDoor>(database);
