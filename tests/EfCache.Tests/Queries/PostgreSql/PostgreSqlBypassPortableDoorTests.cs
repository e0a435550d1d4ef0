using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlBypassPortableDoorTests(PostgreSqlFixture database)
    : BypassSpecification<PostgreSqlFixture, PortableDoor>(database);
