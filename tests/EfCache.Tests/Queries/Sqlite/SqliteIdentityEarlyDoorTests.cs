using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteIdentityEarlyDoorTests(SqliteFixture database)
    : IdentitySpecification<SqliteFixture, EarlyDoor>(database);
