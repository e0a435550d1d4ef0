using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class SqliteConcurrencyTests(SqliteFixture database)
    : ConcurrencySpecification<SqliteFixture, RedisDoor>(database);
