using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteIdentityPortableDoorTests(SqliteFixture database)
    : IdentitySpecification<SqliteFixture, PortableDoor>(database);
