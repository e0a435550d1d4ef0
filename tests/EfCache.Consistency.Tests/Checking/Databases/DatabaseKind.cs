namespace EfCache.Consistency.Tests.Checking.Databases;

public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}
