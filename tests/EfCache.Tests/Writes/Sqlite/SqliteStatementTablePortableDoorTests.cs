using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Writes.Table;

namespace EfCache.Tests.Writes.Sqlite;

public sealed class SqliteStatementTablePortableDoorTests(SqliteFixture database)
    : StatementTableSpecification<SqliteFixture, PortableDoor>(database);
