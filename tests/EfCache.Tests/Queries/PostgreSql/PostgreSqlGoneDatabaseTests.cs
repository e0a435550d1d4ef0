using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlGoneDatabaseTests(PrivatePostgreSqlFixture database)
    : GoneDatabaseSpecification<PrivatePostgreSqlFixture>(database);
