using EfCache.Update;
using EfCache.Update.Sql;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfCache.Tests.Update.Sql;

/// <summary>Which of a model's tables are the ones that a text names, and what is written along with them.</summary>
public sealed class RawSqlPlanTests : IDisposable
{
    private const string Everything = "everything";

    private readonly NamesContext _context = NamesContext.Create();

    public void Dispose() => _context.Dispose();

    private IModel Model => _context.Model;

    [Theory]
    [InlineData("Sqlite PostgreSql SqlServer", "INSERT INTO plain (Name) VALUES ('x')", "plain")]
    [InlineData("Sqlite PostgreSql SqlServer", "INSERT INTO \"Mixed Case\" DEFAULT VALUES", "Mixed Case")]
    [InlineData("Sqlite", "INSERT INTO PLAIN DEFAULT VALUES", "plain")]
    [InlineData("Sqlite", "INSERT INTO [mixed case] DEFAULT VALUES", "Mixed Case")]
    [InlineData("Sqlite", "INSERT INTO Main.`Plain` DEFAULT VALUES", "plain")]
    [InlineData("Sqlite", "INSERT INTO temp.plain DEFAULT VALUES", Everything)]
    [InlineData("Sqlite", "INSERT INTO other.plain DEFAULT VALUES", Everything)]
    [InlineData("PostgreSql", "INSERT INTO PLAIN DEFAULT VALUES", "plain")]
    [InlineData("PostgreSql", "INSERT INTO \"PLAIN\" DEFAULT VALUES", Everything)]
    [InlineData("PostgreSql", "INSERT INTO \"mixed case\" DEFAULT VALUES", Everything)]
    [InlineData("PostgreSql", "INSERT INTO Public.plain DEFAULT VALUES", "plain")]
    [InlineData("PostgreSql", "INSERT INTO \"Public\".plain DEFAULT VALUES", Everything)]
    [InlineData("PostgreSql", "INSERT INTO tenant1.plain DEFAULT VALUES", Everything)]
    [InlineData("SqlServer", "INSERT INTO PLAIN DEFAULT VALUES", Everything)]
    [InlineData("SqlServer", "INSERT INTO dbo.plain DEFAULT VALUES", "plain")]
    [InlineData("SqlServer", "INSERT INTO DBO.plain DEFAULT VALUES", Everything)]
    [InlineData("SqlServer", "INSERT INTO db.dbo.plain DEFAULT VALUES", Everything)]
    [InlineData("PostgreSql SqlServer", "INSERT INTO twice DEFAULT VALUES", "shop.twice, stock.twice")]
    [InlineData("PostgreSql SqlServer", "INSERT INTO shop.twice DEFAULT VALUES", "shop.twice")]
    [InlineData("PostgreSql SqlServer", "INSERT INTO dbo2.twice DEFAULT VALUES", Everything)]
    [InlineData("Sqlite PostgreSql SqlServer", "INSERT INTO viewed DEFAULT VALUES", Everything)]
    [InlineData("Sqlite PostgreSql SqlServer", "INSERT INTO unknown DEFAULT VALUES", Everything)]
    [InlineData("Sqlite PostgreSql SqlServer", "INSERT INTO plain DEFAULT VALUES; DELETE FROM unknown", Everything)]
    [InlineData("Unknown", "INSERT INTO plain DEFAULT VALUES", Everything)]
    public void Name_is_compared_as_the_database_compares_it(string dialects, string sql, string expected) =>
        AssertPlans(dialects, sql, expected);

    [Theory]
    [InlineData("DELETE FROM plain", "dependents, plain")]
    [InlineData("UPDATE plain SET Name = 'x' WHERE Id = 1", "plain")]
    [InlineData("UPDATE plain SET Name = 'x', \"Id\" = 2 WHERE Name = 'x'", "dependents, plain, restricted")]
    [InlineData("DELETE FROM dependents", "dependents")]
    public void Tables_that_foreign_keys_write_along_are_added(string sql, string expected) =>
        AssertPlans("Sqlite PostgreSql SqlServer", sql, expected);

    [Theory]
    [InlineData("Sqlite", "REPLACE INTO plain DEFAULT VALUES", "dependents, plain")]
    [InlineData("Sqlite", "INSERT OR REPLACE INTO plain DEFAULT VALUES", "dependents, plain")]
    [InlineData("Sqlite", "UPDATE OR REPLACE plain SET Name = 'x'", "dependents, plain")]
    [InlineData("PostgreSql", "TRUNCATE plain", "dependents, plain")]
    [InlineData("PostgreSql", "TRUNCATE plain CASCADE", Everything)]
    [InlineData(
        "PostgreSql SqlServer",
        "MERGE INTO plain USING twice ON 1 = 1 WHEN MATCHED THEN DELETE;",
        "dependents, plain, restricted"
    )]
    [InlineData(
        "Sqlite PostgreSql",
        "INSERT INTO plain (Name) VALUES ('x') ON CONFLICT (Name) DO UPDATE SET Name = 'y'",
        "plain"
    )]
    [InlineData(
        "Sqlite PostgreSql",
        "INSERT INTO plain (Name) VALUES ('x') ON CONFLICT (Name) DO UPDATE SET \"Id\" = 5",
        "dependents, plain, restricted"
    )]
    public void What_deletes_rows_or_changes_keys_by_another_name_does_so(
        string dialects,
        string sql,
        string expected
    ) => AssertPlans(dialects, sql, expected);

    [Theory]
    [InlineData("SELECT * FROM plain", null, null)]
    [InlineData("SELECT f(1) FROM plain", Everything, null)]
    [InlineData("DELETE FROM dependents RETURNING f(1)", Everything, Everything)]
    [InlineData("DELETE FROM dependents RETURNING \"Id\"", "dependents", "dependents")]
    public void Functions_are_trusted_only_in_a_declared_read(string sql, string? expected, string? expectedIfTrusted)
    {
        var plan = Plans("PostgreSql").Of(sql, Model);
        Assert.Equal(expected, Describe(plan.Write));
        Assert.Equal(expectedIfTrusted, Describe(plan.WriteIfTrusted));
    }

    [Fact]
    public void Plan_of_a_text_is_made_once()
    {
        var plans = RawSqlPlans.Of(Model, "Microsoft.EntityFrameworkCore.Sqlite");
        var plan = plans.Of("DELETE FROM plain WHERE Name = 'kept'", Model);
        Assert.Same(plan, plans.Of("DELETE FROM plain WHERE Name = " + "'kept'", Model));
        Assert.Same(plans, RawSqlPlans.Of(Model, "Microsoft.EntityFrameworkCore.Sqlite"));
    }

    [Fact]
    public void Texts_with_values_in_them_do_not_pile_up()
    {
        var plans = RawSqlPlans.Of(Model, "Microsoft.EntityFrameworkCore.Sqlite");
        for (var i = 0; i < 5_000; i++)
        {
            Assert.Equal("dependents", Describe(plans.Of($"DELETE FROM dependents WHERE Id = {i}", Model).Write));
            Assert.InRange(plans.Count, 1, 1_000);
        }
    }

    private void AssertPlans(string dialects, string sql, string expected) =>
        Assert.All(
            dialects.Split(' '),
            dialect => Assert.Equal(expected, Describe(Plans(dialect).Of(sql, Model).Write))
        );

    private RawSqlPlans Plans(string dialect) =>
        RawSqlPlans.Create(
            Model,
            SqlReading.Parse(dialect) switch
            {
                SqlDialect.Sqlite => "Microsoft.EntityFrameworkCore.Sqlite",
                SqlDialect.PostgreSql => "Npgsql.EntityFrameworkCore.PostgreSQL",
                SqlDialect.SqlServer => "Microsoft.EntityFrameworkCore.SqlServer",
                _ => "Another",
            }
        );

    private static string? Describe(WritePlan? plan) =>
        plan is null ? null
        : plan.Everything ? Everything
        : string.Join(
            ", ",
            plan.Tables.Select(table => table.Schema is null ? table.Name : table.Schema + "." + table.Name)
                .Order(StringComparer.Ordinal)
        );
}
