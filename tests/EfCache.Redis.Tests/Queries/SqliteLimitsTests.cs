using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class SqliteLimitsTests(SqliteFixture database) : LimitsSpecification<SqliteFixture, RedisDoor>(database);
