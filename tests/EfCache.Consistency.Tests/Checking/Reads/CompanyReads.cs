using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Reads;

/// <summary>Companies, which are always there.</summary>
internal static class CompanyReads
{
    public static readonly ReadKind[] All =
    [
        new("company by key", 6, ByKeyAsync),
        new("company by key, with invoices", 3, ByKeyWithInvoicesAsync),
        new("companies by keys", 2, ByKeysAsync),
        new("companies, all", 3, AllAsync),
    ];

    private static async Task ByKeyAsync(Reader reader)
    {
        var id = reader.Pick(Books.Companies);
        Judge(reader, [id - 1], await reader.ListEntitiesAsync(id, reader.Context.Companies.Where(c => c.Id == id)));
    }

    private static async Task ByKeyWithInvoicesAsync(Reader reader)
    {
        var id = reader.Pick(Books.Companies);
        var companies = await reader.ListEntitiesAsync(
            id,
            reader.Context.Companies.Include(c => c.Invoices).Where(c => c.Id == id)
        );
        Judge(reader, [id - 1], companies);
        foreach (var invoice in companies.SelectMany(c => c.Invoices))
        {
            reader.Judge.JudgeAsked(invoice.CompanyId == id, $"invoice {invoice.Id}");
            reader.Judge.Saw(invoice);
        }

        reader.Judge.JudgeMissing(reader.History.Invoices, Books.InvoicesOf(id));
    }

    private static async Task ByKeysAsync(Reader reader)
    {
        var first = reader.Pick(Books.Companies - 2);
        int[] ids = [first, first + 1, first + 2];
        Judge(
            reader,
            [.. ids.Select(id => id - 1)],
            await reader.ListEntitiesAsync(first, reader.Context.Companies.Where(c => ids.Contains(c.Id)))
        );
    }

    private static async Task AllAsync(Reader reader) =>
        Judge(reader, Books.AllCompanies, await reader.ListEntitiesAsync(0, reader.Context.Companies));

    private static void Judge(Reader reader, int[] slots, List<Company> companies)
    {
        foreach (var company in companies)
        {
            reader.Judge.JudgeAsked(slots.Contains(company.Id - 1), $"company {company.Id}");
            reader.Judge.Saw(company);
        }

        reader.Judge.JudgeMissing(reader.History.Companies, slots);
    }
}
