namespace EfCache.Update.Sql;

internal static class SqlDialects
{
    /// <summary>The dialect of a database provider, by the name that EF Core has for it.</summary>
    public static SqlDialect Of(string providerName) =>
        providerName switch
        {
            "Microsoft.EntityFrameworkCore.Sqlite" => SqlDialect.Sqlite,
            "Npgsql.EntityFrameworkCore.PostgreSQL" => SqlDialect.PostgreSql,
            "Microsoft.EntityFrameworkCore.SqlServer" => SqlDialect.SqlServer,
            _ => SqlDialect.Unknown,
        };
}
