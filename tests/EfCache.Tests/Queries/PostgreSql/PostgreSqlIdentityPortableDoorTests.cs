using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlIdentityPortableDoorTests(PostgreSqlFixture database)
    : IdentitySpecification<PostgreSqlFixture, PortableDoor>(database);
