using EfCache.Specification.Tests.Databases;

namespace EfCache.Tests.Writes;

public sealed class PostgreSqlSharedConnectionTests(PostgreSqlFixture database)
    : SharedConnectionTests<PostgreSqlFixture>(database);
