using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Queries.Shapes;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlShapesPortableDoorTests(PostgreSqlFixture database)
    : ShapesSpecification<PostgreSqlFixture, PortableDoor>(database);
