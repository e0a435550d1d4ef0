using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using EfCache.Specification.Tests.Queries.Shapes;

namespace EfCache.Tests.Queries.SqliteMemory;

public class SqliteMemoryShapesPortableDoorTests(SqliteMemoryFixture database)
    : ShapesSpecification<SqliteMemoryFixture, PortableDoor>(database);
