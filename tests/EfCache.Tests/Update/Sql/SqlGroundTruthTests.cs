using EfCache.Specification.Tests.Databases;
using EfCache.Update.Sql;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace EfCache.Tests.Update.Sql;

/// <summary>No statement changes a table that was not found in its text.</summary>
public sealed class SqlGroundTruthTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sqlite_changes_no_table_that_is_not_found(bool mutates)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        var truth = new SqlGroundTruth(
            connection,
            SqlDialect.Sqlite,
            exception => exception is SqliteException or InvalidOperationException
        );
        truth.Create();

        truth.Check(rounds: 10_000, mutates);

        AssertProvesSomething(truth, mutates, rounds: 10_000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PostgreSql_changes_no_table_that_is_not_found(bool mutates)
    {
        var server = await PostgreSqlServer.SharedAsync();
        Assert.SkipWhen(server.WhyUnavailable is not null, server.WhyUnavailable ?? "");
        var name = $"truth_{Guid.NewGuid():N}";
        await server.ExecuteAsync($"CREATE DATABASE {name}");
        var builder = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name, Pooling = false };
        await using (var connection = new NpgsqlConnection(builder.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            var truth = new SqlGroundTruth(
                connection,
                SqlDialect.PostgreSql,
                exception => exception is NpgsqlException or ArgumentException or InvalidOperationException
            );
            truth.Create();

            truth.Check(rounds: 3_000, mutates);

            AssertProvesSomething(truth, mutates, rounds: 3_000);
        }

        await server.ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
    }

    private static void AssertProvesSomething(SqlGroundTruth truth, bool mutates, int rounds)
    {
        var (valid, changed, precise) = truth.Counts;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{valid} valid, {changed} changed something, {precise} precisely"
        );
        Assert.InRange(valid, mutates ? rounds / 20 : rounds / 2, rounds);
        Assert.InRange(changed, mutates ? rounds / 40 : rounds / 4, rounds);
        if (!mutates)
        {
            Assert.Equal(changed, precise);
        }
    }
}
