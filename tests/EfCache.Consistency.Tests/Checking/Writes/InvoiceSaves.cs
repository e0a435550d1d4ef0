using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>SaveChanges of invoices: tracked, disconnected, new, deleted, as stubs, several at once.</summary>
internal static class InvoiceSaves
{
    /// <summary>Below this many, none is deleted.</summary>
    private const int Enough = Books.Invoices - 12;

    public static readonly WriteStep[] All =
    [
        new("save of an invoice", 10, session => SaveAsync(session, session.Random.Next(1, 2))),
        new("save of several invoices and a company", 6, session => SaveAsync(session, session.Random.Next(2, 4))),
        new("save of a disconnected invoice", 5, SaveDisconnectedAsync),
        new("save of a new invoice", 12, InsertAsync),
        new("save of a deleted invoice", 4, DeleteAsync),
        new("save of a deleted stub of an invoice", 4, DeleteStubAsync),
    ];

    /// <summary>Whether enough invoices are there to delete some.</summary>
    public static bool AreEnough(WriteSession session) =>
        Books.AllInvoices.Count(slot => session.History.Invoices.StateOf(slot).IsLive) > Enough;

    /// <summary>The database deletes the lines along with their invoice.</summary>
    public static void PlanDeletion(WriteSession session, int slot)
    {
        session.Operation.Plan(session.History.Invoices, slot, RowChange.Delete);
        session.Operation.PlanLive(session.History.Lines, Books.LinesOf(slot + 1), RowChange.Delete);
    }

    private static async Task<bool> SaveAsync(WriteSession session, int count)
    {
        var first = session.Pick(Books.Invoices);
        int[] ids = [.. Enumerable.Range(0, count).Select(i => ((first + (5 * i) - 1) % Books.Invoices) + 1).Order()];
        var query = session.Context.Invoices.Where(i => ids.Contains(i.Id));

        // What is loaded from the cache has to be as good to save as what is loaded from the database.
        var invoices = await session.Path.ToListAsync(session.Random.Next(2) == 0 ? query.Cacheable() : query);
        foreach (var invoice in invoices)
        {
            var version = session.NewInvoiceVersion();
            session.Operation.Plan(session.History.Invoices, invoice.Id - 1, RowChange.Update, version);
            WriteSession.Apply(invoice, version);
        }

        if (count > 1)
        {
            var company = session.Pick(Books.Companies);
            var loaded = await session.Path.SingleOrDefaultAsync(session.Context.Companies.Where(c => c.Id == company));
            loaded!.Version = session.Operation.NewVersion();
            session.Operation.Plan(session.History.Companies, company - 1, RowChange.Update, loaded.Version);
        }

        await session.Path.SaveAsync(session.Context);
        return invoices.Count > 0 || count > 1;
    }

    private static async Task<bool> SaveDisconnectedAsync(WriteSession session)
    {
        if (session.PickLive(session.History.Invoices, Books.AllInvoices) is not { } slot)
        {
            return false;
        }

        var original = session.History.Invoices.StateOf(slot).Number;
        var invoice = new Invoice { Id = slot + 1, CompanyId = Books.CompanyOf(slot + 1) };
        var version = session.NewInvoiceVersion();
        WriteSession.Apply(invoice, version);
        var entry = session.Context.Update(invoice);
        entry.Property(i => i.Version).OriginalValue = original;
        session.Operation.Plan(session.History.Invoices, slot, RowChange.Update, version);
        await session.Path.SaveAsync(session.Context);
        return true;
    }

    private static async Task<bool> InsertAsync(WriteSession session)
    {
        if (session.ClaimAbsent(session.History.Invoices, Books.AllInvoices) is not { } slot)
        {
            return false;
        }

        var id = slot + 1;
        var company = Books.CompanyOf(id);
        if (!session.Operation.TryShare(session.History.CompanyClaims[company]))
        {
            return false;
        }

        var invoice = new Invoice { Id = id, CompanyId = company };
        var version = session.NewInvoiceVersion();
        WriteSession.Apply(invoice, version);
        session.Operation.Plan(session.History.Invoices, slot, RowChange.Insert, version);
        foreach (var lineSlot in Books.LinesOf(id).Take(session.Random.Next(Books.LinesPerInvoice + 1)))
        {
            if (!session.Operation.TryClaimAbsent(session.History.Lines, lineSlot))
            {
                continue; // Somebody wanted to insert it before the invoice was deleted, and has not given up yet.
            }

            var lineVersion = session.Operation.NewVersion();
            invoice.Lines.Add(new InvoiceLine { Number = Books.LineKey(lineSlot).Number, Version = lineVersion });
            session.Operation.Plan(session.History.Lines, lineSlot, RowChange.Insert, lineVersion);
        }

        session.Context.Add(invoice);
        await session.Path.SaveAsync(session.Context);
        return true;
    }

    private static async Task<bool> DeleteAsync(WriteSession session)
    {
        if (PickToDelete(session) is not { } slot)
        {
            return false;
        }

        var query = session.Context.Invoices.Where(i => i.Id == slot + 1);
        if (session.Random.Next(2) == 0)
        {
            query = query.Include(i => i.Lines); // Then Entity Framework deletes them itself.
        }

        var invoice = await session.Path.SingleOrDefaultAsync(query);
        if (invoice is null)
        {
            return false;
        }

        session.Context.Remove(invoice);
        PlanDeletion(session, slot);
        await session.Path.SaveAsync(session.Context);
        return true;
    }

    private static async Task<bool> DeleteStubAsync(WriteSession session)
    {
        if (PickToDelete(session) is not { } slot)
        {
            return false;
        }

        // Nothing but the key and what the database compares: not whose it was.
        session.Context.Remove(new Invoice { Id = slot + 1, Version = session.History.Invoices.StateOf(slot).Number });
        PlanDeletion(session, slot);
        await session.Path.SaveAsync(session.Context);
        return true;
    }

    private static int? PickToDelete(WriteSession session) =>
        AreEnough(session)
        && session.PickLive(session.History.Invoices, Books.AllInvoices) is { } slot
        && session.Operation.TryTake(session.History.CompanyClaims[Books.CompanyOf(slot + 1)])
            ? slot
            : null;
}
