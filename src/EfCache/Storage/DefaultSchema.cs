namespace EfCache.Storage;

/// <summary>
/// The schema that a provider means when none is said. Models write it or leave it out; both are the same tables, and have
/// the same tags.
/// </summary>
internal static class DefaultSchema
{
    public static string? Drop(string? schema, string providerName) =>
        // SQLite has no schemas, and its provider leaves them out of the SQL.
        providerName == "Microsoft.EntityFrameworkCore.Sqlite"
        || string.Equals(schema, Of(providerName), StringComparison.OrdinalIgnoreCase)
            ? null
            : schema;

    public static string? Of(string providerName) =>
        providerName switch
        {
            "Npgsql.EntityFrameworkCore.PostgreSQL" => "public",
            "Microsoft.EntityFrameworkCore.SqlServer" => "dbo",
            _ => null,
        };
}
