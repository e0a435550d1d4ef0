using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlLimitsEarlyDoorTests(PostgreSqlFixture database)
    : LimitsSpecification<PostgreSqlFixture, EarlyDoor>(database);
