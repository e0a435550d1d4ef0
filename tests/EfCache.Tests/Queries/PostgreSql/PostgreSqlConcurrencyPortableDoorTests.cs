using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlConcurrencyPortableDoorTests(PostgreSqlFixture database)
    : ConcurrencySpecification<PostgreSqlFixture, PortableDoor>(database);
