using System.Runtime.CompilerServices;
using EfCache.Specification.Tests.Databases;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>What the table's tests add to the shop's database: a trigger, a procedure, and a switch that refuses all writes.</summary>
internal static class TableDatabase
{
    private static readonly ConditionalWeakTable<DatabaseFixture, object> Prepared = [];

    private static readonly string[] Tables =
    [
        "Categories",
        "Authors",
        "Vehicles",
        "CardPayments",
        "ProductDimensions",
        "Memos",
        "Settings",
    ];

    public static async Task PrepareAsync(DatabaseFixture database)
    {
        if (Prepared.TryGetValue(database, out _))
        {
            return;
        }

        await database.ExecuteAsync(database.IsPostgreSql ? PostgreSql() : Sqlite());
        Prepared.Add(database, new object());
    }

    public static Task RefuseAsync(DatabaseFixture database) =>
        database.ExecuteAsync("INSERT INTO \"Refusals\" VALUES (1)");

    public static Task AcceptAsync(DatabaseFixture database) => database.ExecuteAsync("DELETE FROM \"Refusals\"");

    private static string Sqlite() =>
        """
            CREATE TABLE "Refusals" ("Id" INTEGER);
            CREATE TRIGGER "Rate" AFTER UPDATE ON "Settings" BEGIN
                UPDATE "Rates" SET "Name" = NEW."Value" || CAST("Id" AS TEXT);
            END;
            """
        + string.Concat(
            from table in Tables
            from operation in (string[])["INSERT", "UPDATE", "DELETE"]
            select $"""
            CREATE TRIGGER "Refuse {operation} {table}" BEFORE {operation} ON "{table}"
            WHEN EXISTS (SELECT 1 FROM "Refusals") BEGIN SELECT RAISE(ABORT, 'refused'); END;
            """
        );

    private static string PostgreSql() =>
        """
            CREATE TABLE "Refusals" ("Id" integer);
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF EXISTS (SELECT FROM "Refusals") THEN RAISE EXCEPTION 'refused'; END IF;
                RETURN NULL;
            END $$;
            CREATE FUNCTION rate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                UPDATE "Rates" SET "Name" = NEW."Value" || CAST("Id" AS text);
                RETURN NULL;
            END $$;
            CREATE TRIGGER rate AFTER UPDATE ON "Settings" FOR EACH ROW EXECUTE FUNCTION rate();
            CREATE PROCEDURE rename_category(renamed text) LANGUAGE sql AS
            $$ UPDATE "Categories" SET "Name" = renamed WHERE "Id" = 1 $$;
            """
        + string.Concat(
            Tables.Select(table =>
                $"""
                    CREATE TRIGGER refuse BEFORE INSERT OR UPDATE OR DELETE ON "{table}"
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse();
                    """
            )
        );
}
