using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>Raw SQL by Entity Framework: commands, queries that return what they wrote, and CTEs that write.</summary>
internal static class RawWrites
{
    public static readonly WriteStep[] All =
    [
        new("SQL update of an invoice", 2, UpdateInvoiceAsync),
        new("SQL update of a company, returned", 2, UpdateReturningAsync),
        new("SQL insert of a line", 2, InsertLineAsync),
        new("SQL deletion of a line", 1, DeleteLineAsync),
        new("SQL update in a CTE", 1, UpdateInCteAsync, IsPostgreSqlOnly: true),
    ];

    private static async Task<bool> UpdateInvoiceAsync(WriteSession session)
    {
        var id = session.Pick(Books.Invoices);
        var version = session.NewInvoiceVersion();
        var assignee = Books.AssigneeOf(version);
        var amount = Books.AmountOf(version);
        return await session.WriteOneAsync(
            session.History.Invoices,
            id - 1,
            RowChange.Update,
            version,
            () =>
                session.Path.ExecuteAsync(
                    session.Context,
                    $"""
                    UPDATE "Invoices" SET "Version" = {version}, "AssigneeId" = {assignee}, "Amount" = {amount}
                    WHERE "Id" = {id} AND "Version" < {version}
                    """
                )
        );
    }

    private static async Task<bool> UpdateReturningAsync(WriteSession session)
    {
        var id = session.Pick(Books.Companies);
        var version = session.Operation.NewVersion();
        return await session.WriteOneAsync(
            session.History.Companies,
            id - 1,
            RowChange.Update,
            version,
            async () =>
            {
                var rows = await session.Path.ToListAsync(
                    session
                        .Context.Companies.FromSql(
                            $"""
                            UPDATE "Companies" SET "Version" = {version}
                            WHERE "Id" = {id} AND "Version" < {version} RETURNING *
                            """
                        )
                        .AsNoTracking()
                );
                return rows.Count;
            }
        );
    }

    private static async Task<bool> InsertLineAsync(WriteSession session)
    {
        if (
            session.PickLive(session.History.Invoices, Books.AllInvoices) is not { } invoice
            || !session.Operation.TryShare(session.History.CompanyClaims[Books.CompanyOf(invoice + 1)])
            || session.ClaimAbsent(session.History.Lines, Books.LinesOf(invoice + 1)) is not { } slot
        )
        {
            return false;
        }

        var (id, number) = Books.LineKey(slot);
        var version = session.Operation.NewVersion();
        return await session.WriteOneAsync(
            session.History.Lines,
            slot,
            RowChange.Insert,
            version,
            () =>
                session.Path.ExecuteAsync(
                    session.Context,
                    $"""
                    INSERT INTO "InvoiceLines" ("InvoiceId", "Number", "Version")
                    SELECT "Id", {number}, {version} FROM "Invoices" WHERE "Id" = {id}
                    """
                )
        );
    }

    private static async Task<bool> DeleteLineAsync(WriteSession session)
    {
        if (session.PickLive(session.History.Lines, Books.AllLines) is not { } slot)
        {
            return false;
        }

        var (id, number) = Books.LineKey(slot);
        return await session.WriteOneAsync(
            session.History.Lines,
            slot,
            RowChange.Delete,
            version: 0,
            () =>
                session.Path.ExecuteAsync(
                    session.Context,
                    $"""DELETE FROM "InvoiceLines" WHERE "InvoiceId" = {id} AND "Number" = {number}"""
                )
        );
    }

    /// <summary>Two tables by one statement.</summary>
    private static async Task<bool> UpdateInCteAsync(WriteSession session)
    {
        var company = session.Pick(Books.Companies);
        if (!session.Operation.TryTake(session.History.CompanyClaims[company]))
        {
            return false;
        }

        var version = session.NewInvoiceVersion();
        var assignee = Books.AssigneeOf(version);
        var amount = Books.AmountOf(version);
        session.Operation.Plan(session.History.Companies, company - 1, RowChange.Update, version);
        session.Operation.PlanLive(session.History.Invoices, Books.InvoicesOf(company), RowChange.Update, version);
        await session.Path.ToListAsync(
            session.Context.Database.SqlQuery<int>(
                $"""
                WITH companies AS (
                    UPDATE "Companies" SET "Version" = {version}
                    WHERE "Id" = {company} AND "Version" < {version} RETURNING 1
                ), invoices AS (
                    UPDATE "Invoices" SET "Version" = {version}, "AssigneeId" = {assignee}, "Amount" = {amount}
                    WHERE "CompanyId" = {company} AND "Version" < {version} RETURNING 1
                )
                SELECT CAST((SELECT count(*) FROM companies) + (SELECT count(*) FROM invoices) AS integer) AS "Value"
                """
            )
        );
        return true;
    }
}
