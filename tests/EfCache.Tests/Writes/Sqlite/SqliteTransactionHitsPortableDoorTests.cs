using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Writes;

namespace EfCache.Tests.Writes.Sqlite;

public sealed class SqliteTransactionHitsPortableDoorTests(SqliteFixture database)
    : TransactionHitsSpecification<SqliteFixture, PortableDoor>(database);
