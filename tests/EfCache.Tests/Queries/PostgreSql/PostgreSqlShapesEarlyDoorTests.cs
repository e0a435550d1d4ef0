using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Queries.Shapes;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlShapesEarlyDoorTests(PostgreSqlFixture database)
    : ShapesSpecification<PostgreSqlFixture, EarlyDoor>(database);
