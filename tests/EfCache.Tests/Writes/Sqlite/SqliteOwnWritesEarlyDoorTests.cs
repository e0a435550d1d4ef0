using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Writes;

namespace EfCache.Tests.Writes.Sqlite;

public sealed class SqliteOwnWritesEarlyDoorTests(SqliteFixture database)
    : OwnWritesSpecification<SqliteFixture, EarlyDoor>(database);
