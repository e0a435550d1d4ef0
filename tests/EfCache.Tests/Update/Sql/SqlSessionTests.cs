using EfCache.Update.Sql;

namespace EfCache.Tests.Update.Sql;

/// <summary>What raw SQL leaves behind in its connection.</summary>
public sealed class SqlSessionTests
{
    private const string All = "Sqlite PostgreSql SqlServer Unknown";

    [Theory]
    [InlineData(All, "INSERT INTO t (a) VALUES (1)")]
    [InlineData(All, "UPDATE t SET a = 1; DELETE FROM t;")]
    [InlineData(All, "CREATE TABLE t (a int)")]
    [InlineData(All, "SELECT count(*) FROM t")]
    [InlineData(All, "SELECT temp, w.temp, 'SET x', '#t' FROM w")]
    [InlineData("Sqlite PostgreSql SqlServer", "UPDATE t SET a = 1 -- ; SET x\n")]
    [InlineData("Sqlite PostgreSql SqlServer", "INSERT INTO t VALUES ('; PRAGMA x; EXEC y; CREATE TEMP TABLE z')")]
    [InlineData("SqlServer", "DECLARE @a int = 1; SET @a = 2; UPDATE t SET b = @a")]
    public void MayChangeSession_statement_that_leaves_nothing_behind_is_false(string dialects, string sql) =>
        Assert.All(dialects.Split(' '), dialect => Assert.False(Of(dialect, sql).MayChangeSession, dialect));

    [Theory]
    [InlineData(All, "SET search_path TO b")]
    [InlineData(All, "UPDATE t SET a = 1; SET ROLE b")]
    [InlineData(All, "CREATE TEMP TABLE t (a int)")]
    [InlineData(All, "CREATE TABLE temp.t (a int)")]
    [InlineData(All, "CREATE TABLE pg_temp.t (a int)")]
    [InlineData(All, "CREATE TABLE \"pg_temp_3\".t (a int)")]
    [InlineData(All, "SELECT set_config('app.tenant', '1', false)")]
    [InlineData(All, "SELECT my_login(1)")]
    [InlineData(All, "WITH x AS (SELECT my_login(1)) SELECT * FROM x")]
    [InlineData(All, "INSERT INTO t VALUES (my_login(1))")]
    [InlineData(All, "CREATE TABLE t (a int); SELECT my_login(1)")]
    [InlineData(All, "PRAGMA foreign_keys = 0")]
    [InlineData(All, "ATTACH 'b.db' AS b")]
    [InlineData(All, "USE b")]
    [InlineData(All, "EXEC sp_set_session_context 'a', 1")]
    [InlineData(All, "CALL login()")]
    [InlineData(All, "SELECT * INTO #t FROM t")]
    [InlineData(All, "SELECT * INTO [#t] FROM t")]
    [InlineData(All, "SELECT 1 INTO TEMP x")]
    [InlineData(All, "BEGIN")]
    [InlineData(All, "SELECT 'unterminated")]
    [InlineData("SqlServer", "UPDATE t SET a = 1 SET NOCOUNT ON")]
    [InlineData("SqlServer", "UPDATE t SET a = 1 EXEC p")]
    [InlineData("SqlServer", "DECLARE c CURSOR FOR SELECT 1")]
    [InlineData("PostgreSql", "UPDATE t SET a = 1; LISTEN x")]
    public void MayChangeSession_anything_that_may_stay_is_true(string dialects, string sql) =>
        Assert.All(dialects.Split(' '), dialect => Assert.True(Of(dialect, sql).MayChangeSession, dialect));

    [Theory]
    [InlineData("Sqlite PostgreSql", "BEGIN", "begins")]
    [InlineData("SqlServer", "BEGIN TRAN", "begins")]
    [InlineData("SqlServer", "UPDATE t SET a = 1 BEGIN TRANSACTION", "begins")]
    [InlineData("SqlServer", "SAVE TRAN x", "begins")]
    [InlineData(All, "START TRANSACTION ISOLATION LEVEL SERIALIZABLE", "begins")]
    [InlineData("Sqlite PostgreSql SqlServer", "-- now\nBEGIN IMMEDIATE", "begins")]
    [InlineData(All, "SAVEPOINT s", "begins")]
    [InlineData(All, "BEGIN 'unterminated", "begins")]
    [InlineData("Sqlite PostgreSql", "COMMIT", "ends")]
    [InlineData(All, "ROLLBACK", "ends")]
    [InlineData(All, "ROLLBACK TRANSACTION;", "ends")]
    [InlineData("Sqlite PostgreSql", "COMMIT; SELECT 1", "ends")]
    [InlineData("PostgreSql", "ABORT", "ends")]
    [InlineData("PostgreSql", "COMMIT AND NO CHAIN", "ends")]
    [InlineData("Sqlite", "END TRANSACTION", "ends")]
    [InlineData("Sqlite PostgreSql", "BEGIN; UPDATE t SET a = 1; COMMIT;", "begins ends")]
    [InlineData("Sqlite PostgreSql", "COMMIT; BEGIN", "begins")]
    [InlineData("PostgreSql", "COMMIT AND CHAIN", "begins")]
    // A transaction is still open after these, if one was before.
    [InlineData(All, "ROLLBACK TO s", "")]
    [InlineData("Sqlite PostgreSql", "ROLLBACK TO SAVEPOINT s", "")]
    [InlineData("PostgreSql", "COMMIT PREPARED 'x'", "")]
    [InlineData("Sqlite PostgreSql", "RELEASE s", "")]
    [InlineData("SqlServer", "COMMIT", "")]
    [InlineData("SqlServer", "ROLLBACK TRAN s", "")]
    [InlineData("Sqlite", "CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM u; END", "")]
    [InlineData(All, "UPDATE t SET a = CASE WHEN b THEN 1 ELSE 2 END", "")]
    [InlineData(All, "UPDATE t SET a = 1", "")]
    [InlineData(All, "SELECT 'BEGIN', \"start\" FROM t", "")]
    [InlineData("Sqlite PostgreSql", "SELECT start FROM t -- BEGIN", "")]
    [InlineData(All, "SELECT 'unterminated; ROLLBACK", "")]
    public void Transaction_that_may_be_open_is_noticed_and_only_a_certain_end_ends_it(
        string dialects,
        string sql,
        string expected
    ) => Assert.All(dialects.Split(' '), dialect => Assert.Equal(expected, DescribeTransaction(Of(dialect, sql))));

    private static string DescribeTransaction(SqlAnalysis analysis) =>
        string.Join(
            ' ',
            new[] { analysis.MayBeginTransaction ? "begins" : "", analysis.EndsTransaction ? "ends" : "" }.Where(word =>
                word.Length > 0
            )
        );

    private static SqlAnalysis Of(string dialect, string sql) => SqlAnalysis.Of(sql, SqlReading.Parse(dialect));
}
