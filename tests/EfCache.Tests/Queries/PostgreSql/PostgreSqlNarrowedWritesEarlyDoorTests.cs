using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlNarrowedWritesEarlyDoorTests(PostgreSqlFixture database)
    : NarrowedWritesSpecification<PostgreSqlFixture, EarlyDoor>(database);
