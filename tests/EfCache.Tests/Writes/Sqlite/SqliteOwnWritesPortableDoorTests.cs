using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Writes;

namespace EfCache.Tests.Writes.Sqlite;

public sealed class SqliteOwnWritesPortableDoorTests(SqliteFixture database)
    : OwnWritesSpecification<SqliteFixture, PortableDoor>(database);
