using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Queries.Shapes;

namespace EfCache.Tests.Queries.Sqlite;

public class SqliteShapesEarlyDoorTests(SqliteFixture database)
    : ShapesSpecification<SqliteFixture, EarlyDoor>(database);
