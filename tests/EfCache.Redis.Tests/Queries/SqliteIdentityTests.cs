using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Redis.Tests.Queries;

public class SqliteIdentityTests(SqliteFixture database) : IdentitySpecification<SqliteFixture, RedisDoor>(database);
