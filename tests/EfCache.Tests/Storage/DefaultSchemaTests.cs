using EfCache.Storage;

namespace EfCache.Tests.Storage;

public sealed class DefaultSchemaTests
{
    [Theory]
    [InlineData("Microsoft.EntityFrameworkCore.Sqlite", "shop", null)] // SQLite's provider drops every schema
    [InlineData("Microsoft.EntityFrameworkCore.Sqlite", null, null)]
    [InlineData("Npgsql.EntityFrameworkCore.PostgreSQL", "public", null)]
    [InlineData("Npgsql.EntityFrameworkCore.PostgreSQL", "Public", null)]
    [InlineData("Npgsql.EntityFrameworkCore.PostgreSQL", "shop", "shop")]
    [InlineData("Microsoft.EntityFrameworkCore.SqlServer", "dbo", null)]
    [InlineData("Another.Provider", "public", "public")]
    public void Drop_leaves_only_what_tells_tables_apart(string provider, string? schema, string? expected) =>
        Assert.Equal(expected, DefaultSchema.Drop(schema, provider));
}
