using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlBypassEarlyDoorTests(PostgreSqlFixture database)
    : BypassSpecification<PostgreSqlFixture, EarlyDoor>(database);
