using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlNarrowingPortableDoorTests(PostgreSqlFixture database)
    : NarrowingSpecification<PostgreSqlFixture, PortableDoor>(database);
