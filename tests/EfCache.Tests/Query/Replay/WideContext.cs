using System.Reflection;
using EfCache.Tests.Writes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Query.Replay;

/// <summary>One table with a column of every type that EF Core maps on SQLite.</summary>
internal sealed class WideContext(SqliteConnection connection) : DbContext
{
    public DbSet<WideRow> Rows => Set<WideRow>();

    public IReadOnlyList<(string Name, MethodInfo Getter)> Columns =>
        [
            .. Model
                .FindEntityType(typeof(WideRow))!
                .GetProperties()
                .Where(p => p.Name != nameof(WideRow.Key))
                .Select(p => (p.GetColumnName(), p.GetRelationalTypeMapping().GetDataReaderMethod())),
        ];

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.AllowManyProviders().UseSqlite(connection);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        // A key that is no rowid: with one, SQLite's reader opens blobs of its own.
        var row = modelBuilder.Entity<WideRow>();
        row.HasKey(r => r.Key);
        row.Property(r => r.EnumAsText).HasConversion<string>();
        row.Property(r => r.CharAsInteger).HasColumnType("INTEGER");
        row.Property(r => r.GuidAsBlob).HasConversion<byte[]>();
    }
}
