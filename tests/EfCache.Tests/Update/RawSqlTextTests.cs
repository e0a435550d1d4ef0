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
}
