using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Reads;

/// <summary>Lines, which have a composite key, by it, by their invoice, and by joins.</summary>
internal static class LineReads
{
    public static readonly ReadKind[] All =
    [
        new("line by key", 8, ByKeyAsync),
        new("lines of an invoice", 6, OfInvoiceAsync),
        new("lines of an invoice, joined with it", 4, JoinedAsync),
        new("lines of a company", 2, OfCompanyAsync),
        new("lines, all", 1, AllAsync),
    ];

    private static async Task ByKeyAsync(Reader reader)
    {
        var id = reader.Pick(Books.Invoices);
        var number = reader.Random.Next(Books.LinesPerInvoice) + 1;
        Judge(
            reader,
            [Books.LineSlot(id, number)],
            await reader.ListEntitiesAsync(
                id,
                reader.Context.InvoiceLines.Where(l => l.InvoiceId == id && l.Number == number)
            )
        );
    }

    private static async Task OfInvoiceAsync(Reader reader)
    {
        var id = reader.Pick(Books.Invoices);
        Judge(
            reader,
            Books.LinesOf(id),
            await reader.ListEntitiesAsync(id, reader.Context.InvoiceLines.Where(l => l.InvoiceId == id))
        );
    }

    private static async Task JoinedAsync(Reader reader)
    {
        var id = reader.Pick(Books.Invoices);
        var rows = await reader.ListAsync(
            id,
            from invoice in reader.Context.Invoices
            join line in reader.Context.InvoiceLines on invoice.Id equals line.InvoiceId
            where invoice.Id == id
            select new
            {
                invoice.Version,
                line.Number,
                LineVersion = line.Version,
            }
        );
        foreach (var row in rows)
        {
            reader.Judge.Saw(reader.History.Invoices, id - 1, row.Version);
            reader.Judge.Saw(reader.History.Lines, Books.LineSlot(id, row.Number), row.LineVersion);
        }

        // A line is there only with its invoice.
        reader.Judge.JudgeMissing(reader.History.Lines, Books.LinesOf(id));
    }

    private static async Task OfCompanyAsync(Reader reader)
    {
        var company = reader.Pick(Books.Companies);
        var invoices = reader.Context.Invoices.Where(i => i.CompanyId == company);
        Judge(
            reader,
            Books.LinesOfCompany(company),
            await reader.ListEntitiesAsync(
                company,
                reader.Context.InvoiceLines.Where(l => invoices.Any(i => i.Id == l.InvoiceId))
            )
        );
    }

    private static async Task AllAsync(Reader reader) =>
        Judge(reader, Books.AllLines, await reader.ListEntitiesAsync(0, reader.Context.InvoiceLines));

    private static void Judge(Reader reader, int[] slots, List<InvoiceLine> lines)
    {
        foreach (var line in lines)
        {
            reader.Judge.JudgeAsked(
                slots.Contains(Books.LineSlot(line.InvoiceId, line.Number)),
                $"line {line.Number} of {line.InvoiceId}"
            );
            reader.Judge.Saw(line);
        }

        reader.Judge.JudgeMissing(reader.History.Lines, slots);
    }
}
