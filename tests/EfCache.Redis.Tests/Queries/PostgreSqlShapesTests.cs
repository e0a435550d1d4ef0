using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries.Shapes;

namespace EfCache.Redis.Tests.Queries;

public class PostgreSqlShapesTests(PostgreSqlFixture database)
    : ShapesSpecification<PostgreSqlFixture, RedisDoor>(database);
