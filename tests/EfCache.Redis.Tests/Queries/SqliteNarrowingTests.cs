using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class SqliteNarrowingTests(SqliteFixture database) : NarrowingSpecification<SqliteFixture, RedisDoor>(database);
