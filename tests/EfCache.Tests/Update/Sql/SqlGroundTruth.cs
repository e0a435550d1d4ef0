using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;
using CsCheck;
using EfCache.Update.Sql;

namespace EfCache.Tests.Update.Sql;

/// <summary>
/// Runs random statements on a real database, and compares what was found in their text with what has changed in the tables:
/// statements of the grammar, and such as were changed at random and are, to the database, still valid.
/// </summary>
internal sealed class SqlGroundTruth(DbConnection connection, SqlDialect dialect, Func<Exception, bool> isRefusal)
{
    public static readonly string[] Tables = ["t0", "t1", "t2", "Two Words", "a\"b"];

    private readonly StringComparer _names =
        dialect == SqlDialect.Sqlite ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private int _valid;
    private int _changed;
    private int _precise;

    /// <summary>How many of the statements the database took, how many changed something, and how many of those were understood.</summary>
    public (int Valid, int Changed, int Precise) Counts => (_valid, _changed, _precise);

    /// <summary>The tables, with a few rows each.</summary>
    public void Create()
    {
        foreach (var table in Tables)
        {
            Execute($"CREATE TABLE {Quote(table)} (id int PRIMARY KEY, a int, b text, c text)");
            Execute($"INSERT INTO {Quote(table)} VALUES (1, 1, 'x', 'DELETE'), (2, 2, 'y', NULL), (3, 5, 'z', '')");
        }
    }

    /// <param name="rounds">How many statements.</param>
    /// <param name="mutates">They are changed at random.</param>
    public void Check(int rounds, bool mutates) =>
        // One connection, and so one thread.
        Gen.Int.Sample(seed => Check(new Random(seed), mutates), iter: rounds, threads: 1);

    private void Check(Random random, bool mutates)
    {
        var sql = new RandomSql(random, dialect, Tables).Next().Sql;
        if (mutates)
        {
            // Of what comes after a NUL, SQLite's driver never finds the end.
            sql = SqlMutation.Of(sql, random).Replace("\0", "", StringComparison.Ordinal);
        }

        if (connection.State != ConnectionState.Open)
        {
            connection.Close(); // The last text was too much for the driver.
            connection.Open();
        }

        var analysis = SqlAnalysis.Of(sql, dialect);
        using var transaction = connection.BeginTransaction();
        var before = Tables.ToDictionary(table => table, ContentOf);
        if (TryExecute(sql))
        {
            _valid++;
        }
        else if (dialect == SqlDialect.PostgreSql)
        {
            return; // Its transaction is over. In SQLite the first of several statements has run.
        }

        var changed = Tables.Where(table => ContentOf(table) != before[table]).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        _changed++;
        if (!analysis.IsUnderstood || analysis.HasUnknownCall)
        {
            return;
        }

        _precise++;
        var found = analysis.Targets.Select(target => target.Table.Name).ToHashSet(_names);
        Assert.True(found.IsSupersetOf(changed), $"Changed {string.Join(", ", changed)} by: {sql}");
    }

    private bool TryExecute(string sql)
    {
        try
        {
            Execute(sql);
            return true;
        }
        catch (Exception exception) when (isRefusal(exception))
        {
            return false;
        }
    }

    private void Execute(string sql)
    {
        using var command = CreateCommand(sql);
        using var reader = command.ExecuteReader();
        do
        {
            while (reader.Read()) { }
        } while (reader.NextResult());
    }

    private string ContentOf(string table)
    {
        var content = new StringBuilder();
        using var command = CreateCommand($"SELECT id, a, b, c FROM {Quote(table)} ORDER BY 1, 2, 3, 4");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                content.Append(CultureInfo.InvariantCulture, $"{reader.GetValue(i)}\u001f");
            }
        }

        return content.ToString();
    }

    private DbCommand CreateCommand(string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own texts.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
