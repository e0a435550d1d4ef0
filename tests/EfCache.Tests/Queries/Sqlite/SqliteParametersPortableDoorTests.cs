using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteParametersPortableDoorTests(SqliteFixture database)
    : ParametersSpecification<SqliteFixture, PortableDoor>(database);
