using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlNarrowingEarlyDoorTests(PostgreSqlFixture database)
    : NarrowingSpecification<PostgreSqlFixture, EarlyDoor>(database);
