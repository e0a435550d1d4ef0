using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfCache.Tests.Writes.Model;

[DbContext(typeof(MigratedContext))]
[Migration("20250101000000_RenameDevices")]
public sealed class RenameDevices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("UPDATE \"Devices\" SET \"Name\" = 'Migrated'");
}
