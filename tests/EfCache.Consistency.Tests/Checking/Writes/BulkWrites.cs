using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>ExecuteUpdate and ExecuteDelete of invoices: by key, by keys, by company, of everything.</summary>
internal static class BulkWrites
{
    public static readonly WriteStep[] All =
    [
        new("update of an invoice by key", 6, UpdateByKeyAsync),
        new("update of invoices by keys", 3, UpdateByKeysAsync),
        new("update of the invoices of a company", 4, UpdateOfCompanyAsync),
        new("update of all invoices", 1, UpdateAllAsync),
        new("deletion of an invoice by key", 3, DeleteByKeyAsync),
        new("deletion of the invoices of a company", 1, DeleteOfCompanyAsync),
    ];

    private static async Task<bool> UpdateByKeyAsync(WriteSession session)
    {
        var id = session.Pick(Books.Invoices);
        var version = session.NewInvoiceVersion();
        return await session.WriteOneAsync(
            session.History.Invoices,
            id - 1,
            RowChange.Update,
            version,
            () => UpdateAsync(session, session.Context.Invoices.Where(i => i.Id == id), version)
        );
    }

    private static async Task<bool> UpdateByKeysAsync(WriteSession session)
    {
        var company = session.Pick(Books.Companies);
        if (!session.Operation.TryTake(session.History.CompanyClaims[company]))
        {
            return false;
        }

        int[] slots = [.. Books.InvoicesOf(company).Where(_ => session.Random.Next(2) == 0)];
        int[] ids = [.. slots.Select(slot => slot + 1)];
        var version = session.NewInvoiceVersion();
        session.Operation.PlanLive(session.History.Invoices, slots, RowChange.Update, version);
        await UpdateAsync(session, session.Context.Invoices.Where(i => ids.Contains(i.Id)), version);
        return true;
    }

    private static async Task<bool> UpdateOfCompanyAsync(WriteSession session)
    {
        var company = session.Pick(Books.Companies);
        if (!session.Operation.TryTake(session.History.CompanyClaims[company]))
        {
            return false;
        }

        var version = session.NewInvoiceVersion();
        session.Operation.PlanLive(session.History.Invoices, Books.InvoicesOf(company), RowChange.Update, version);
        await UpdateAsync(session, session.Context.Invoices.Where(i => i.CompanyId == company), version);
        return true;
    }

    private static async Task<bool> UpdateAllAsync(WriteSession session)
    {
        for (var company = 1; company <= Books.Companies; company++)
        {
            if (!session.Operation.TryTake(session.History.CompanyClaims[company]))
            {
                return false;
            }
        }

        var version = session.NewInvoiceVersion();
        session.Operation.PlanLive(session.History.Invoices, Books.AllInvoices, RowChange.Update, version);
        await UpdateAsync(session, session.Context.Invoices, version);
        return true;
    }

    private static async Task<bool> DeleteByKeyAsync(WriteSession session)
    {
        var id = session.Pick(Books.Invoices);
        if (
            !InvoiceSaves.AreEnough(session)
            || !session.Operation.TryTake(session.History.CompanyClaims[Books.CompanyOf(id)])
        )
        {
            return false;
        }

        var position = session.Operation.Position;
        InvoiceSaves.PlanDeletion(session, id - 1);
        if (await session.Path.DeleteAsync(session.Context.Invoices.Where(i => i.Id == id)) > 0)
        {
            return true;
        }

        session.Operation.UndoTo(position);
        return false;
    }

    private static async Task<bool> DeleteOfCompanyAsync(WriteSession session)
    {
        var company = session.Pick(Books.Companies);
        if (!InvoiceSaves.AreEnough(session) || !session.Operation.TryTake(session.History.CompanyClaims[company]))
        {
            return false;
        }

        session.Operation.PlanLive(session.History.Invoices, Books.InvoicesOf(company), RowChange.Delete);
        session.Operation.PlanLive(session.History.Lines, Books.LinesOfCompany(company), RowChange.Delete);
        await session.Path.DeleteAsync(session.Context.Invoices.Where(i => i.CompanyId == company));
        return true;
    }

    /// <summary>Writes only where the row's own version is less: see <see cref="WriteOperation.NewVersion"/>.</summary>
    private static Task<int> UpdateAsync(WriteSession session, IQueryable<Invoice> invoices, long version)
    {
        var assignee = Books.AssigneeOf(version);
        var amount = Books.AmountOf(version);
        return session.Path.UpdateAsync(
            invoices.Where(i => i.Version < version),
            set =>
                set.SetProperty(i => i.Version, version)
                    .SetProperty(i => i.AssigneeId, assignee)
                    .SetProperty(i => i.Amount, amount)
        );
    }
}
