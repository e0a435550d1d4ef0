using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Reads;

/// <summary>Counts, sums and maxima of versions, by company, by invoice, and of everything.</summary>
internal static class AggregateReads
{
    public static readonly ReadKind[] All =
    [
        new("totals of a company", 6, OfCompanyAsync),
        new("count of a company", 3, CountOfCompanyAsync),
        new("totals of each company", 2, OfEachCompanyAsync),
        new("totals of the lines of an invoice", 3, OfLinesAsync),
        new("sum of companies' versions", 2, SumOfCompaniesAsync),
    ];

    private static async Task OfCompanyAsync(Reader reader)
    {
        var company = reader.Pick(Books.Companies);
        var totals = await reader.ListAsync(
            company,
            reader
                .Context.Invoices.Where(i => i.CompanyId == company)
                .GroupBy(i => 1)
                .Select(group => new Totals(
                    group.Key,
                    group.Count(),
                    group.Sum(i => i.Version),
                    group.Max(i => i.Version)
                ))
        );
        Judge(reader, reader.History.Invoices, Books.InvoicesOf(company), totals.SingleOrDefault());
    }

    private static async Task CountOfCompanyAsync(Reader reader)
    {
        var company = reader.Pick(Books.Companies);
        var path = reader.Path;
        var query = reader.Context.Invoices.Where(i => i.CompanyId == company).Cacheable();
        var count = await reader.RunAsync(company, () => path.CountAsync(query));
        reader.Judge.JudgeAggregate(
            reader.History.Invoices,
            Books.InvoicesOf(company),
            isExpected: null,
            count,
            sum: null,
            max: null
        );
    }

    private static async Task OfEachCompanyAsync(Reader reader)
    {
        var totals = await reader.ListAsync(
            0,
            reader
                .Context.Invoices.GroupBy(i => i.CompanyId)
                .Select(group => new Totals(
                    group.Key,
                    group.Count(),
                    group.Sum(i => i.Version),
                    group.Max(i => i.Version)
                ))
        );
        for (var company = 1; company <= Books.Companies; company++)
        {
            Judge(
                reader,
                reader.History.Invoices,
                Books.InvoicesOf(company),
                totals.SingleOrDefault(total => total.Key == company)
            );
        }
    }

    private static async Task OfLinesAsync(Reader reader)
    {
        var id = reader.Pick(Books.Invoices);
        var totals = await reader.ListAsync(
            id,
            reader
                .Context.InvoiceLines.Where(l => l.InvoiceId == id)
                .GroupBy(l => l.InvoiceId)
                .Select(group => new Totals(
                    group.Key,
                    group.Count(),
                    group.Sum(l => l.Version),
                    group.Max(l => l.Version)
                ))
        );
        Judge(reader, reader.History.Lines, Books.LinesOf(id), totals.SingleOrDefault());
    }

    private static async Task SumOfCompaniesAsync(Reader reader)
    {
        var path = reader.Path;
        var query = reader.Context.Companies.Cacheable().Select(c => c.Version);
        var sum = await reader.RunAsync(0, () => path.SumAsync(query));
        reader.Judge.JudgeAggregate(
            reader.History.Companies,
            Books.AllCompanies,
            isExpected: null,
            count: null,
            sum,
            max: null
        );
    }

    private static void Judge(Reader reader, RowTable table, int[] slots, Totals? totals) =>
        reader.Judge.JudgeAggregate(
            table,
            slots,
            isExpected: null,
            totals?.Count ?? 0,
            totals?.Sum ?? 0,
            totals?.Max ?? 0
        );

    private sealed record Totals(int Key, int Count, long Sum, long Max);
}
