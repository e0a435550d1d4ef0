using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteLoadingPortableDoorTests(SqliteFixture database)
    : LoadingSpecification<SqliteFixture, PortableDoor>(database);
