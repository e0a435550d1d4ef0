using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteLoadingEarlyDoorTests(SqliteFixture database)
    : LoadingSpecification<SqliteFixture, EarlyDoor>(database);
