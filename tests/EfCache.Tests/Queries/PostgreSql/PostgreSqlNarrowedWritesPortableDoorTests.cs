using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlNarrowedWritesPortableDoorTests(PostgreSqlFixture database)
    : NarrowedWritesSpecification<PostgreSqlFixture, PortableDoor>(database);
