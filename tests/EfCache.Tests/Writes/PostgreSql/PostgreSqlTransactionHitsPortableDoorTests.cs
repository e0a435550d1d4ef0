using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Writes;

namespace EfCache.Tests.Writes.PostgreSql;

public sealed class PostgreSqlTransactionHitsPortableDoorTests(PostgreSqlFixture database)
    : TransactionHitsSpecification<PostgreSqlFixture, PortableDoor>(database);
