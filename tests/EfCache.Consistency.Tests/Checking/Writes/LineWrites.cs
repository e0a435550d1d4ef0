using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Model;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>Lines of invoices, by saves and in bulk.</summary>
internal static class LineWrites
{
    public static readonly WriteStep[] All =
    [
        new("save of a line", 5, SaveAsync),
        new("save of a new line", 6, InsertAsync),
        new("save of a deleted stub of a line", 3, DeleteStubAsync),
        new("update of the lines of an invoice", 3, UpdateOfInvoiceAsync),
        new("deletion of the lines of an invoice", 2, DeleteOfInvoiceAsync),
    ];

    private static async Task<bool> SaveAsync(WriteSession session)
    {
        if (session.PickLive(session.History.Lines, Books.AllLines) is not { } slot)
        {
            return false;
        }

        var (id, number) = Books.LineKey(slot);
        var line = await session.Path.SingleOrDefaultAsync(
            session.Context.InvoiceLines.Where(l => l.InvoiceId == id && l.Number == number)
        );
        if (line is null)
        {
            return false;
        }

        line.Version = session.Operation.NewVersion();
        session.Operation.Plan(session.History.Lines, slot, RowChange.Update, line.Version);
        await session.Path.SaveAsync(session.Context);
        return true;
    }

    private static async Task<bool> InsertAsync(WriteSession session)
    {
        if (
            session.PickLive(session.History.Invoices, Books.AllInvoices) is not { } invoice
            || session.ClaimAbsent(session.History.Lines, Books.LinesOf(invoice + 1)) is not { } slot
            || !session.Operation.TryShare(session.History.CompanyClaims[Books.CompanyOf(invoice + 1)])
        )
        {
            return false;
        }

        var version = session.Operation.NewVersion();
        session.Operation.Plan(session.History.Lines, slot, RowChange.Insert, version);
        session.Context.Add(
            new InvoiceLine
            {
                InvoiceId = invoice + 1,
                Number = Books.LineKey(slot).Number,
                Version = version,
            }
        );
        await session.Path.SaveAsync(session.Context);
        return true;
    }

    private static async Task<bool> DeleteStubAsync(WriteSession session)
    {
        if (session.PickLive(session.History.Lines, Books.AllLines) is not { } slot)
        {
            return false;
        }

        var (id, number) = Books.LineKey(slot);
        session.Context.Remove(
            new InvoiceLine
            {
                InvoiceId = id,
                Number = number,
                Version = session.History.Lines.StateOf(slot).Number,
            }
        );
        session.Operation.Plan(session.History.Lines, slot, RowChange.Delete);
        await session.Path.SaveAsync(session.Context);
        return true;
    }

    private static async Task<bool> UpdateOfInvoiceAsync(WriteSession session)
    {
        var id = session.Pick(Books.Invoices);
        if (!session.Operation.TryTake(session.History.CompanyClaims[Books.CompanyOf(id)]))
        {
            return false;
        }

        var version = session.Operation.NewVersion();
        session.Operation.PlanLive(session.History.Lines, Books.LinesOf(id), RowChange.Update, version);
        await session.Path.UpdateAsync(
            session.Context.InvoiceLines.Where(l => l.InvoiceId == id && l.Version < version),
            set => set.SetProperty(l => l.Version, version)
        );
        return true;
    }

    private static async Task<bool> DeleteOfInvoiceAsync(WriteSession session)
    {
        var id = session.Pick(Books.Invoices);
        if (!session.Operation.TryTake(session.History.CompanyClaims[Books.CompanyOf(id)]))
        {
            return false;
        }

        session.Operation.PlanLive(session.History.Lines, Books.LinesOf(id), RowChange.Delete);
        await session.Path.DeleteAsync(session.Context.InvoiceLines.Where(l => l.InvoiceId == id));
        return true;
    }
}
