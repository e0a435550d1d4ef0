using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Shapes;

namespace EfCache.Redis.Tests.Queries;

public class SqliteShapesTests(SqliteFixture database) : ShapesSpecification<SqliteFixture, RedisDoor>(database);
