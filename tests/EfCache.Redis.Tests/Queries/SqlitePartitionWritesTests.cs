using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class SqlitePartitionWritesTests(SqliteFixture database)
    : PartitionWritesSpecification<SqliteFixture, RedisDoor>(database);
