using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlIdentityEarlyDoorTests(PostgreSqlFixture database)
    : IdentitySpecification<PostgreSqlFixture, EarlyDoor>(database);
