using EfCache.Update;

namespace EfCache.Tests.Update;

public sealed class RawSqlTextTests
{
    [Theory]
    [InlineData("SELECT * FROM Products")]
    [InlineData("  select p.*, count(*) from \"Products\" p group by p.id")]
    [InlineData("WITH x AS (SELECT 1 AS a) SELECT a FROM x")]
    [InlineData("SELECT coalesce(max(Price), 0) FROM Products WHERE Id IN (1, 2)")]
    [InlineData("VALUES (1), (2)")]
    [InlineData("SELECT replace(hex(Name), 'a', 'b') FROM Products;")]
    [InlineData("SELECT \"start\", \"lock\" FROM Products WHERE (Price + 1) * (2) > 3")]
    public void MayWrite_plain_read_is_false(string sql) => Assert.False(RawSqlText.MayWrite(sql));

    [Theory]
    [InlineData("")]
    [InlineData("/* nothing */")]
    [InlineData("INSERT INTO Products (Name) VALUES ('a') RETURNING *")]
    [InlineData("-- select\nDELETE FROM Products")]
    [InlineData("WITH gone AS (DELETE FROM Products RETURNING *) SELECT * FROM gone")]
    [InlineData("SELECT * INTO Copies FROM Products")]
    [InlineData("SELECT reprice_everything(5)")]
    [InlineData("SELECT shop.\"Reprice\" (5)")]
    [InlineData("SELECT [dbo].[Reprice](5)")]
    [InlineData("SELECT 1; UPDATE Products SET Price = 0")]
    [InlineData("EXEC Reprice")]
    [InlineData("CALL reprice()")]
    [InlineData("TRUNCATE Products")]
    [InlineData("SELECT do_it /* x */ (1)")]
    [InlineData("SELECT do_it -- x\n (1)")]
    [InlineData("SELECT audit.position(1)")]
    [InlineData("SELECT \"write²\"(1)")]
    [InlineData("SELECT f٠(1)")]
    [InlineData("SELECT 1; END")]
    [InlineData("SELECT 1 DELETE FROM Products")]
    [InlineData("WITH x AS (SELECT 1) REPLACE INTO Products SELECT * FROM x")]
    [InlineData("SELECT nextval('s'), set_config('a', 'b', false)")]
    [InlineData("MERGE INTO Products USING News ON 1 = 1 WHEN MATCHED THEN DO NOTHING")]
    public void MayWrite_anything_else_is_true(string sql) => Assert.True(RawSqlText.MayWrite(sql));

    [Theory]
    [InlineData("BEGIN", "Begins")]
    [InlineData("START TRANSACTION ISOLATION LEVEL SERIALIZABLE", "Begins")]
    [InlineData("-- now\nBEGIN IMMEDIATE", "Begins")]
    [InlineData("SAVEPOINT s", "Begins")]
    [InlineData("COMMIT", "Ends")]
    [InlineData("ROLLBACK", "Ends")]
    [InlineData("BEGIN; UPDATE t SET a = 1; COMMIT;", "Ends")]
    [InlineData("UPDATE t SET a = CASE WHEN b THEN 1 ELSE 2 END", "None")]
    [InlineData("UPDATE t SET a = 1", "None")]
    public void TransactionControlOf_last_word_decides(string sql, string expected) =>
        Assert.Equal(expected, RawSqlText.TransactionControlOf(sql).ToString());

    [Fact]
    public void MayWrite_function_of_a_declared_read_is_trusted_and_a_writing_word_is_not()
    {
        Assert.False(RawSqlText.MayWrite("SELECT my_rank(1)", trustsFunctions: true));
        Assert.True(RawSqlText.MayWrite("DELETE FROM t RETURNING my_rank(1)", trustsFunctions: true));
    }

    [Theory]
    [InlineData("INSERT INTO t (a) VALUES (1)")]
    [InlineData("UPDATE t SET a = 1; DELETE FROM t;")]
    [InlineData("CREATE TABLE t (a int)")]
    [InlineData("SELECT count(*) FROM t")]
    public void MayChangeSession_statement_that_leaves_nothing_behind_is_false(string sql) =>
        Assert.False(RawSqlText.MayChangeSession(sql));

    [Theory]
    [InlineData("SET search_path TO b")]
    [InlineData("UPDATE t SET a = 1; SET ROLE b")]
    [InlineData("CREATE TEMP TABLE t (a int)")]
    [InlineData("SELECT set_config('app.tenant', '1', false)")]
    [InlineData("SELECT my_login(1)")]
    [InlineData("PRAGMA foreign_keys = 0")]
    [InlineData("ATTACH 'b.db' AS b")]
    [InlineData("USE b")]
    [InlineData("EXEC sp_set_session_context 'a', 1")]
    [InlineData("CALL login()")]
    [InlineData("SELECT * INTO #t FROM t")]
    [InlineData("BEGIN")]
    public void MayChangeSession_anything_that_may_stay_is_true(string sql) =>
        Assert.True(RawSqlText.MayChangeSession(sql));
}
