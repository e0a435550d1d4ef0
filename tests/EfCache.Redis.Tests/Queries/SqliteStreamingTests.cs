using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class SqliteStreamingTests(SqliteFixture database) : StreamingSpecification<SqliteFixture, RedisDoor>(database);
