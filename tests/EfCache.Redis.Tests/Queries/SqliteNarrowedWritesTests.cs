using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class SqliteNarrowedWritesTests(SqliteFixture database)
    : NarrowedWritesSpecification<SqliteFixture, RedisDoor>(database);
