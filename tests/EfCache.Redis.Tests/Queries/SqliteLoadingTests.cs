using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class SqliteLoadingTests(SqliteFixture database) : LoadingSpecification<SqliteFixture, RedisDoor>(database);
