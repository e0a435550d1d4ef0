using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlLimitsPortableDoorTests(PostgreSqlFixture database)
    : LimitsSpecification<PostgreSqlFixture, PortableDoor>(database);
