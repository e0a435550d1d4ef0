using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlLoadingEarlyDoorTests(PostgreSqlFixture database)
    : LoadingSpecification<PostgreSqlFixture, EarlyDoor>(database);
