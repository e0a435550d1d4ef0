using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlLoadingPortableDoorTests(PostgreSqlFixture database)
    : LoadingSpecification<PostgreSqlFixture, PortableDoor>(database);
