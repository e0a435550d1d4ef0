using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Queries.Interceptors;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteInterceptorsEarlyDoorTests(SqliteFixture database)
    : InterceptorsSpecification<SqliteFixture, EarlyDoor>(database);
