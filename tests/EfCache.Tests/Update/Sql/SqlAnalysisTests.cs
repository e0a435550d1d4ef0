using EfCache.Update.Sql;

namespace EfCache.Tests.Update.Sql;

/// <summary>What statements are found to write, in each dialect.</summary>
public sealed class SqlAnalysisTests
{
    private const string Three = "Sqlite PostgreSql SqlServer";
    private const string All = Three + " Unknown";

    [Theory]
    [InlineData(All, "SELECT * FROM Products")]
    [InlineData(All, "  select p.*, count(*) from \"Products\" p group by p.id")]
    [InlineData(All, "WITH x AS (SELECT 1 AS a) SELECT a FROM x")]
    [InlineData(All, "WITH x (a, b) AS (SELECT 1, 2), y AS (SELECT 3) SELECT a FROM x, y")]
    [InlineData(All, "SELECT coalesce(max(Price), 0) FROM Products WHERE Id IN (1, 2)")]
    [InlineData(All, "VALUES (1), (2)")]
    [InlineData(All, "SELECT replace(hex(Name), 'a', 'b') FROM Products;")]
    [InlineData(All, "SELECT \"start\", \"lock\", \"delete\" FROM Products WHERE (Price + 1) * (2) > 3")]
    [InlineData(All, "SELECT 'DELETE FROM t', \"update\" FROM t; SELECT 1;;")]
    [InlineData(All, "(SELECT 1) UNION (SELECT 2)")]
    [InlineData(All, "SELECT v.a FROM (SELECT 1) AS v (a)")]
    [InlineData(Three, "SELECT 1 -- DELETE FROM t\n, 2 /* UPDATE t SET a = 1 */")]
    [InlineData(Three, "-- read\nSELECT 1")]
    [InlineData("PostgreSql Unknown", "SELECT * FROM t FOR UPDATE")]
    [InlineData("PostgreSql", "SELECT * FROM t FOR NO KEY UPDATE OF t SKIP LOCKED")]
    [InlineData("PostgreSql", "TABLE t")]
    [InlineData(
        "PostgreSql",
        "SELECT $$ DELETE FROM t $$, E'\\'; DELETE FROM t; --', a::numeric(10, 2), b @> '{}' FROM u"
    )]
    [InlineData("PostgreSql", "SELECT * FROM generate_series(1, 3) WITH ORDINALITY AS x(a, b)")]
    [InlineData("PostgreSql", "SELECT CAST(a AS timestamp with time zone) FROM t")]
    [InlineData("PostgreSql", "EXPLAIN DELETE FROM t")]
    [InlineData("PostgreSql", "EXPLAIN (ANALYZE, BUFFERS) SELECT count(*) FROM t")]
    [InlineData("PostgreSql", "COPY t TO STDOUT")]
    [InlineData("PostgreSql", "COPY (SELECT * FROM t) TO STDOUT (FORMAT csv)")]
    [InlineData("PostgreSql", "SHOW search_path")]
    [InlineData("PostgreSql", "SET search_path TO b")]
    [InlineData("PostgreSql", "SET LOCAL statement_timeout = '5s'")]
    [InlineData("PostgreSql", "LISTEN x; NOTIFY x, 'a'")]
    [InlineData("PostgreSql", "LOCK TABLE t IN EXCLUSIVE MODE")]
    [InlineData("PostgreSql Sqlite", "SAVEPOINT a")]
    [InlineData("PostgreSql Sqlite", "BEGIN")]
    [InlineData("Sqlite", "SELECT a FROM t; SELECT [delete], `update` FROM [insert into]")]
    [InlineData("Sqlite", "EXPLAIN QUERY PLAN DELETE FROM t")]
    [InlineData("Sqlite", "PRAGMA table_info(\"t\")")]
    [InlineData("Sqlite", "PRAGMA main.foreign_keys = ON")]
    [InlineData("Sqlite", "SELECT replace(a, 'b', 'c') FROM t WHERE glob('a*', b)")]
    [InlineData("SqlServer", "SELECT [delete], N'insert' FROM [update] WITH (NOLOCK) WHERE a = @p0")]
    [InlineData("SqlServer", "DECLARE @n int = 5, @s nvarchar(20) = N'x'; SET @n += 1; SELECT TOP (@n) * FROM t")]
    [InlineData("SqlServer", "SET NOCOUNT ON SELECT 1 SELECT 2")]
    [InlineData("SqlServer", "SELECT a FROM t FOR XML PATH('')")]
    [InlineData("SqlServer", "SELECT * FROM t CROSS APPLY (SELECT 1 AS b) x OPTION (RECOMPILE)")]
    public void Read_writes_nothing(string dialects, string sql) => AssertFinds(dialects, sql, SqlReading.Reads);

    [Theory]
    [InlineData(Three, "INSERT INTO t VALUES (1)", "Insert t")]
    [InlineData(Three, "insert into t (a, \"b\") values (1, 'x'), (2, 'y')", "Insert t")]
    [InlineData(Three, "INSERT INTO s.t DEFAULT VALUES", "Insert s.t")]
    [InlineData(Three, "INSERT INTO \"T\" SELECT * FROM u WHERE a IN (SELECT a FROM v)", "Insert T")]
    [InlineData(Three, "INSERT INTO \"a\"\"b\".\"c d\" (x) (SELECT 1)", "Insert a\"b.c d")]
    [InlineData(Three, "UPDATE t SET a = 1", "Update t(a)")]
    [InlineData(Three, "UPDATE s.t SET a = (SELECT max(b) FROM u), c = 2 WHERE d = 3", "Update s.t(a c)")]
    [InlineData(Three, "UPDATE \"T\" SET \"A\" = 'DELETE FROM u'", "Update T(A)")]
    [InlineData(Three, "DELETE FROM t", "Delete t")]
    [InlineData(Three, "DELETE FROM t WHERE a IN (SELECT a FROM u)", "Delete t")]
    [InlineData(Three, "UPDATE t SET a = 1; DELETE FROM u;", "Delete u, Update t(a)")]
    [InlineData(Three, "WITH x AS (SELECT 1 AS a) DELETE FROM t WHERE a IN (SELECT a FROM x)", "Delete t")]
    [InlineData(Three, "-- DELETE FROM u\nDELETE/* FROM u */FROM/**/t -- , u", "Delete t")]
    [InlineData(Three, "UPDATE\r\n\tt\nSET\fa=1", "Update t(a)")]
    [InlineData("Sqlite PostgreSql", "UPDATE t AS x SET a = x.b", "Update t(a)")]
    [InlineData("Sqlite PostgreSql", "UPDATE t SET a = u.b FROM u WHERE u.id = t.id", "Update t(a)")]
    [InlineData("Sqlite PostgreSql", "UPDATE t SET (a, b) = (1, 2), c = 3", "Update t(a b c)")]
    [InlineData("Sqlite PostgreSql", "UPDATE t SET a = b IS DISTINCT FROM c, id = 5", "Update t(a id)")]
    [InlineData("Sqlite PostgreSql", "DELETE FROM t AS x WHERE x.a = 1 RETURNING *", "Delete t")]
    [InlineData("Sqlite PostgreSql", "INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING", "Insert t")]
    [InlineData(
        "Sqlite PostgreSql",
        "INSERT INTO t AS x (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET b = excluded.b RETURNING x.a",
        "Insert t, Update t(b)"
    )]
    [InlineData("Sqlite PostgreSql", "WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", "Insert t")]
    [InlineData("Sqlite PostgreSql", "INSERT INTO t WITH a AS (SELECT 1) SELECT * FROM a", "Insert t")]
    [InlineData("Sqlite", "REPLACE INTO t VALUES (1)", "Delete t")]
    [InlineData("Sqlite", "WITH x AS (SELECT 1) REPLACE INTO t SELECT * FROM x", "Delete t")]
    [InlineData("Sqlite", "INSERT OR REPLACE INTO [t] (a) VALUES (1)", "Delete t")]
    [InlineData("Sqlite", "INSERT OR IGNORE INTO `t``u` VALUES (1)", "Insert t`u")]
    [InlineData("Sqlite", "UPDATE OR REPLACE t INDEXED BY i SET a = 1", "Delete t(a)")]
    [InlineData("Sqlite", "UPDATE main.t NOT INDEXED SET a = 1", "Update main.t(a)")]
    [InlineData("Sqlite", "UPDATE t SET a = 1 WHERE b = ?1 AND c = $x ORDER BY d LIMIT 5", "Update t(a)")]
    [InlineData(
        "Sqlite",
        "INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 1 ON CONFLICT DO UPDATE SET c = 1",
        "Insert t, Update t(?)"
    )]
    [InlineData("PostgreSql", "DELETE FROM Orders", "Delete orders")]
    [InlineData("PostgreSql", "UPDATE Shop.\"Orders\" SET A = 1", "Update shop.Orders(a)")]
    [InlineData("PostgreSql", "UPDATE ONLY t * SET a = 1", "Update t(a)")]
    [InlineData("PostgreSql", "DELETE FROM ONLY t USING u WHERE t.a = u.a", "Delete t")]
    [InlineData("PostgreSql", "UPDATE t SET a[1] = 5, b.c = 6 WHERE CURRENT OF x", "Update t(a b c)")]
    [InlineData("PostgreSql", "TRUNCATE t", "Delete t")]
    [InlineData("PostgreSql", "TRUNCATE TABLE ONLY s.t, u RESTART IDENTITY RESTRICT", "Delete s.t, Delete u")]
    [InlineData("PostgreSql", "COPY t (a, b) FROM STDIN (FORMAT binary)", "Insert t")]
    [InlineData("PostgreSql", "COPY (DELETE FROM t RETURNING *) TO STDOUT", "Delete t")]
    [InlineData("PostgreSql", "EXPLAIN ANALYZE VERBOSE DELETE FROM t", "Delete t")]
    [InlineData("PostgreSql", "EXPLAIN (ANALYZE) UPDATE t SET a = 1", "Update t(a)")]
    [InlineData("PostgreSql", "EXPLAIN (\"analyze\") UPDATE t SET a = 1", "Update t(a)")]
    [InlineData("PostgreSql", "EXPLAIN (U&\"analyze\") DELETE FROM t", "Delete t")]
    [InlineData("PostgreSql", "UPDATE t SET U&\"\\0069d\" = 1", "Update t(?)")]
    [InlineData(
        "PostgreSql",
        "WITH x AS (UPDATE t SET a = 1 RETURNING *), y AS MATERIALIZED (DELETE FROM u RETURNING *) SELECT * FROM x, y",
        "Delete u, Update t(a)"
    )]
    [InlineData(
        "PostgreSql",
        "WITH x AS (WITH y AS (INSERT INTO v VALUES (1) RETURNING *) DELETE FROM u RETURNING *) INSERT INTO t SELECT * FROM x",
        "Delete u, Insert t, Insert v"
    )]
    [InlineData(
        "PostgreSql",
        "MERGE INTO t AS x USING u ON x.id = u.id WHEN MATCHED AND u.a THEN DELETE WHEN MATCHED THEN UPDATE SET a = 1 "
            + "WHEN NOT MATCHED THEN INSERT (a) VALUES (1)",
        "Delete t(?)"
    )]
    [InlineData("PostgreSql", "INSERT INTO t SELECT * FROM u FOR UPDATE", "Insert t")]
    [InlineData("PostgreSql", "INSERT INTO t OVERRIDING SYSTEM VALUE VALUES ($1, :p, @q)", "Insert t")]
    [InlineData("PostgreSql", "DELETE FROM t WHERE a = $x$ ' $x$ AND b = 'c'\n'd'", "Delete t")]
    [InlineData("PostgreSql", "BEGIN; UPDATE t SET a = 1", "Update t(a)")]
    [InlineData("SqlServer", "INSERT t (a) VALUES (1)", "Insert t")]
    [InlineData("SqlServer", "INSERT TOP (5) INTO dbo.t WITH (TABLOCK) (a) SELECT a FROM u", "Insert dbo.t")]
    [InlineData("SqlServer", "DELETE t", "Delete t")]
    [InlineData("SqlServer", "DELETE TOP (10) PERCENT FROM [dbo].[t]]u] WHERE a = 1", "Delete dbo.t]u")]
    [InlineData("SqlServer", "UPDATE TOP (5) t WITH (ROWLOCK) SET a = 1", "Update t(a)")]
    [InlineData(
        "SqlServer",
        "UPDATE o SET o.a += 1 FROM dbo.Orders AS o JOIN u ON u.id = o.id",
        "Update dbo.Orders(o a)"
    )]
    [InlineData("SqlServer", "UPDATE o SET a = 1 FROM u, Orders o WHERE o.id = u.id", "Update Orders(a)")]
    [InlineData("SqlServer", "DELETE o FROM Orders o LEFT JOIN u x ON x.id = o.id WHERE x.id IS NULL", "Delete Orders")]
    [InlineData("SqlServer", "DELETE FROM [o] FROM [Orders] AS [o] WITH (NOLOCK)", "Delete Orders")]
    [InlineData("SqlServer", "UPDATE Orders SET a = 1 FROM Orders o", "Update Orders(a)")]
    [InlineData(
        "SqlServer",
        "UPDATE t SET a = 1 OUTPUT inserted.a, deleted.a INTO dbo.Log (b, c) WHERE a = 2",
        "Insert dbo.Log, Update t(a deleted a INTO dbo Log b c)"
    )]
    [InlineData("SqlServer", "DELETE FROM t OUTPUT deleted.a INTO @x WHERE a = 2", "Delete t")]
    [InlineData("SqlServer", "INSERT INTO t (a) OUTPUT inserted.id VALUES (1)", "Insert t")]
    [InlineData(
        "SqlServer",
        "INSERT INTO t SELECT a FROM (DELETE FROM u OUTPUT deleted.a) AS x WHERE a = 1",
        "Delete u, Insert t"
    )]
    [InlineData("SqlServer", "UPDATE t SET a = 1 DELETE FROM u INSERT v VALUES (1)", "Delete u, Insert v, Update t(a)")]
    [InlineData("SqlServer", "SELECT 1 DELETE FROM t", "Delete t")]
    [InlineData(
        "SqlServer",
        "DECLARE @a int = 1 IF @a > 0 UPDATE t SET a = 1 ELSE DELETE FROM u",
        "Delete u, Update t(a)"
    )]
    [InlineData(
        "SqlServer",
        "DECLARE @x TABLE (a int, b nvarchar(10)); INSERT INTO @x SELECT 1, N'b'; DELETE FROM t",
        "Delete t"
    )]
    [InlineData("SqlServer", "UPDATE t SET @a = a = 1", "Update t(?)")]
    [InlineData("SqlServer", "TRUNCATE TABLE dbo.t", "Delete dbo.t")]
    [InlineData(
        "SqlServer",
        "MERGE dbo.t WITH (HOLDLOCK) AS x USING u ON x.id = u.id WHEN MATCHED THEN UPDATE SET a = 1 WHEN NOT MATCHED BY TARGET "
            + "THEN INSERT (a) VALUES (1) WHEN NOT MATCHED BY SOURCE THEN DELETE OUTPUT $action, inserted.id INTO Log;",
        "Delete dbo.t(?), Insert Log"
    )]
    public void Write_names_its_tables(string dialects, string sql, string expected) =>
        AssertFinds(dialects, sql, expected);

    [Theory]
    [InlineData(All, "")]
    [InlineData(All, ";")]
    [InlineData(All, "/* nothing */")]
    [InlineData(All, "SELECT * INTO Copies FROM Products")]
    [InlineData(All, "SELECT reprice_everything(5)")]
    [InlineData(All, "SELECT shop.\"Reprice\" (5)")]
    [InlineData(All, "SELECT [dbo].[Reprice](5)")]
    [InlineData(All, "SELECT do_it /* x */ (1)")]
    [InlineData(All, "SELECT do_it -- x\n (1)")]
    [InlineData(All, "SELECT audit.position(1)")]
    [InlineData(All, "SELECT \"write²\"(1)")]
    [InlineData(All, "SELECT f٠(1)")]
    [InlineData(All, "SELECT ſum(1)")]
    [InlineData(All, "SELECT @f(1)")]
    [InlineData(All, "SELECT 1; END")]
    [InlineData(All, "SELECT nextval('s'), set_config('a', 'b', false)")]
    [InlineData(All, "INSERT INTO t SELECT f(a) FROM u")]
    [InlineData(All, "UPDATE t SET a = f(b)")]
    [InlineData(All, "DELETE FROM t WHERE f(a)")]
    [InlineData(All, "EXEC Reprice")]
    [InlineData(All, "EXECUTE Reprice")]
    [InlineData(All, "Reprice 1, 2")]
    [InlineData(All, "CALL reprice()")]
    [InlineData(All, "CREATE TABLE t (a int)")]
    [InlineData(All, "CREATE TABLE t AS SELECT 1")]
    [InlineData(All, "ALTER TABLE t ADD a int")]
    [InlineData(All, "DROP TABLE t")]
    [InlineData(All, "COMMIT")]
    [InlineData(All, "ROLLBACK")]
    [InlineData(All, "END")]
    [InlineData(All, "RELEASE a")]
    [InlineData(All, "BEGIN; UPDATE t SET a = 1; COMMIT")]
    [InlineData(All, "UPDATE t SET a = 1; CREATE INDEX i ON t (a)")]
    [InlineData(All, "UPDATE a, b SET a.x = b.x")]
    [InlineData(All, "UPDATE a JOIN b ON a.x = b.x SET a.x = 1")]
    [InlineData(All, "DELETE a, b FROM a JOIN b ON a.x = b.x")]
    [InlineData(All, "DELETE FROM x.y.z")]
    [InlineData(All, "DELETE FROM a.b.c.d")]
    [InlineData(All, "UPDATE x..t SET a = 1")]
    [InlineData(All, "DELETE FROM {0}")]
    [InlineData(All, "DELETE FROM 'Orders'")]
    [InlineData(All, "DELETE FROM")]
    [InlineData(All, "UPDATE SET a = 1")]
    [InlineData(All, "INSERT INTO VALUES (1)")]
    [InlineData(All, "WITH x AS (SELECT * FROM t) UPDATE x SET a = 1")]
    [InlineData(All, "WITH x AS (SELECT * FROM t) DELETE FROM X")]
    [InlineData(All, "SELECT 1) DELETE FROM t (")]
    [InlineData(All, "SELECT (1")]
    [InlineData(All, "1")]
    [InlineData(All, "PREPARE x AS DELETE FROM t")]
    [InlineData(All, "PREPARE TRANSACTION 'x'")]
    [InlineData(All, "ATTACH 'b.db' AS b")]
    [InlineData("Sqlite PostgreSql Unknown", "SELECT 1 DELETE FROM Products")]
    [InlineData("Sqlite PostgreSql Unknown", "UPDATE t SET a = 1 UPDATE u SET a = 1")]
    [InlineData("Sqlite PostgreSql Unknown", "DELETE Orders")]
    [InlineData("PostgreSql SqlServer Unknown", "REPLACE INTO t VALUES (1)")]
    [InlineData("PostgreSql SqlServer Unknown", "WITH x AS (SELECT 1) REPLACE INTO t SELECT * FROM x")]
    [InlineData("Sqlite", "INSERT OR ROLLBACK INTO t VALUES (1)")]
    [InlineData("Sqlite", "PRAGMA writable_schema = 1")]
    [InlineData("Sqlite", "PRAGMA optimize")]
    [InlineData("Sqlite", "SELECT load_extension('x')")]
    [InlineData("Sqlite", "VACUUM")]
    [InlineData("PostgreSql", "DO $$ BEGIN DELETE FROM t; END $$")]
    [InlineData("PostgreSql", "TRUNCATE t CASCADE")]
    [InlineData("PostgreSql", "TRUNCATE t, u CASCADE; SELECT 1")]
    [InlineData("PostgreSql", "COPY t FROM PROGRAM 'x'")]
    [InlineData("PostgreSql", "COPY t TO PROGRAM 'x'")]
    [InlineData("PostgreSql", "EXPLAIN ANALYZE EXECUTE x")]
    [InlineData("PostgreSql", "EXPLAIN ANALYZE CREATE TABLE x AS SELECT 1")]
    [InlineData("PostgreSql", "EXPLAIN (ANALYZE) SELECT f(1)")]
    [InlineData("PostgreSql", "DELETE FROM U&\"\\0074\"")]
    [InlineData("PostgreSql", "DELETE FROM ÄPFEL")]
    [InlineData("PostgreSql", "DELETE FROM ONLY (t)")]
    [InlineData("PostgreSql", "SELECT \"Reprice\"(5)")]
    [InlineData("PostgreSql", "SELECT * FROM a, LATERAL audit.log(a.id) AS x (b)")]
    [InlineData("PostgreSql", "SELECT @@log(1)")]
    [InlineData("PostgreSql", "WITH x AS (SELECT 1) SEARCH DEPTH FIRST BY a SET b SELECT * FROM x")]
    [InlineData("PostgreSql", "SELECT 1 INTO TEMP x")]
    [InlineData("PostgreSql", "SELECT 1; DELETE FROM t WHERE a = 'b\\' OR 'c'")]
    [InlineData("PostgreSql", "IMPORT FOREIGN SCHEMA a FROM SERVER b INTO c")]
    [InlineData("PostgreSql", "REFRESH MATERIALIZED VIEW v")]
    [InlineData("SqlServer", "IF 1 = 1 BEGIN DELETE FROM t END")]
    [InlineData("SqlServer", "DECLARE @a int = 1 EXEC p @a")]
    [InlineData("SqlServer", "SET QUOTED_IDENTIFIER OFF")]
    [InlineData("SqlServer", "SELECT 1 COMMIT")]
    [InlineData("SqlServer", "INSERT INTO t EXEC p")]
    [InlineData("SqlServer", "DELETE FROM OPENQUERY(a, 'b')")]
    [InlineData("SqlServer", "UPDATE OPENROWSET(a) SET b = 1")]
    [InlineData("SqlServer", "DELETE FROM f(1)")]
    [InlineData("SqlServer", "BULK INSERT t FROM 'x'")]
    [InlineData("SqlServer", "UPDATE O SET a = 1 FROM Orders o")]
    [InlineData("SqlServer", "UPDATE o SET a = 1 FROM (SELECT * FROM Orders) o")]
    [InlineData("SqlServer", "UPDATE o SET a = 1 FROM x.y.Orders o")]
    [InlineData("SqlServer", "UPDATE o SET a = 1 FROM (Orders o JOIN u ON 1 = 1)")]
    [InlineData("SqlServer", "UPDATE o SET a = 1 FROM Orders FOR SYSTEM_TIME ALL AS o")]
    [InlineData("SqlServer", "WITH x AS (SELECT * FROM t) UPDATE o SET a = 1 FROM x o")]
    [InlineData("SqlServer", "UPDATE t SET a.modify('x')")]
    [InlineData("SqlServer", "SELECT a.f(1) FROM t")]
    [InlineData("SqlServer", "SELECT a::f(1)")]
    [InlineData("SqlServer", "OPEN c FETCH NEXT FROM c INTO @a")]
    [InlineData("Unknown", "INSERT INTO t VALUES (1)")]
    [InlineData("Unknown", "UPDATE t SET a = 1")]
    [InlineData("Unknown", "SELECT 1 -- x")]
    [InlineData("Unknown", "SELECT 1 # x")]
    [InlineData("Unknown", "SELECT 1 /*! ; DELETE FROM t */")]
    [InlineData("Unknown", "SELECT 'a\\' OR f(1)'")]
    public void What_is_not_understood_may_write_everything(string dialects, string sql) =>
        AssertFinds(dialects, sql, SqlReading.Everything);

    [Theory]
    [InlineData(100, "Delete t")]
    [InlineData(100_000, "everything")]
    public void Nesting_deeper_than_anybody_writes_is_not_understood(int depth, string expected)
    {
        var sql = $"DELETE FROM t WHERE a = {new string('(', depth)}1{new string(')', depth)}";
        AssertFinds(Three, sql, expected);
    }

    [Fact]
    public void Text_that_is_a_script_is_not_understood()
    {
        var sql = "INSERT INTO t VALUES (1)" + string.Concat(Enumerable.Repeat(", (1)", 100_000));
        AssertFinds(Three, sql, SqlReading.Everything);
    }

    [Fact]
    public void MayWrite_function_of_a_declared_read_is_trusted_and_a_writing_word_is_not()
    {
        Assert.False(SqlAnalysis.Of("SELECT my_rank(1)", SqlDialect.PostgreSql).MayWrite(trustsFunctions: true));
        Assert.True(
            SqlAnalysis.Of("DELETE FROM t RETURNING my_rank(1)", SqlDialect.PostgreSql).MayWrite(trustsFunctions: true)
        );
        Assert.True(SqlAnalysis.Of("SELECT f(1); CALL p()", SqlDialect.PostgreSql).MayWrite(trustsFunctions: true));
    }

    private static void AssertFinds(string dialects, string sql, string expected) =>
        Assert.All(dialects.Split(' '), dialect => Assert.Equal(expected, SqlReading.Of(sql, dialect)));
}
