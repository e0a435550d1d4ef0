using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteParametersEarlyDoorTests(SqliteFixture database)
    : ParametersSpecification<SqliteFixture, EarlyDoor>(database);
