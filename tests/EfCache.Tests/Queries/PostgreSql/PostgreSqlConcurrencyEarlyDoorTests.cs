using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlConcurrencyEarlyDoorTests(PostgreSqlFixture database)
    : ConcurrencySpecification<PostgreSqlFixture, EarlyDoor>(database);
