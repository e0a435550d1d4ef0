using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteGoneDatabaseTests(SqliteFixture database) : GoneDatabaseSpecification<SqliteFixture>(database);
