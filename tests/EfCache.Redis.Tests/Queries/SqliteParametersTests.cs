using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class SqliteParametersTests(SqliteFixture database)
    : ParametersSpecification<SqliteFixture, RedisDoor>(database);
