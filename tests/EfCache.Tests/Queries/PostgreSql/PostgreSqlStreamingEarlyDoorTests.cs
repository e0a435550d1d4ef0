using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries.PostgreSql;

public class PostgreSqlStreamingEarlyDoorTests(PostgreSqlFixture database)
    : StreamingSpecification<PostgreSqlFixture, EarlyDoor>(database);
