using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class SqlitePartitionTests(SqliteFixture database) : PartitionSpecification<SqliteFixture, RedisDoor>(database);
