using EfCache.Specification.Tests.Databases;

namespace EfCache.Tests.Writes;

public sealed class SqliteSharedConnectionTests(SqliteFixture database)
    : SharedConnectionTests<SqliteFixture>(database);
