using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlStreamingPortableDoorTests(PostgreSqlFixture database)
    : StreamingSpecification<PostgreSqlFixture, PortableDoor>(database);
