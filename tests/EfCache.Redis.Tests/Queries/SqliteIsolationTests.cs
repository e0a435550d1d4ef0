using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class SqliteIsolationTests(SqliteFixture database) : IsolationSpecification<SqliteFixture, RedisDoor>(database);
