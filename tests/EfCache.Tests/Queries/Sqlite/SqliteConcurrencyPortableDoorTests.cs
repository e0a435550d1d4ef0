using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteConcurrencyPortableDoorTests(SqliteFixture database)
    : ConcurrencySpecification<SqliteFixture, PortableDoor>(database);
