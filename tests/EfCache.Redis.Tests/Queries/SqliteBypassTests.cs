using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class SqliteBypassTests(SqliteFixture database) : BypassSpecification<SqliteFixture, RedisDoor>(database);
