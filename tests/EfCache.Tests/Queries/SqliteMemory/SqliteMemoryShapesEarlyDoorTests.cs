using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Queries.Shapes;

namespace EfCache.Tests.Queries.SqliteMemory;

public class SqliteMemoryShapesEarlyDoorTests(SqliteMemoryFixture database)
    : ShapesSpecification<SqliteMemoryFixture, EarlyDoor>(database);
