using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Queries.Shapes;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteShapesPortableDoorTests(SqliteFixture database)
    : ShapesSpecification<SqliteFixture, PortableDoor>(database);
