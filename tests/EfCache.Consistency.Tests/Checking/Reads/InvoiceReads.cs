using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Reads;

/// <summary>Invoices by key, by keys, by company, by assignee, by what changes, and all.</summary>
internal static class InvoiceReads
{
    public static readonly ReadKind[] All =
    [
        new("invoice by key", 14, ByKeyAsync),
        new("invoice by key, compiled", 10, ByKeyCompiledAsync),
        new("invoice by key, version only", 6, VersionByKeyAsync),
        new("invoice by key, with lines and company", 6, ByKeyWithAllAsync),
        new("invoices by keys", 6, ByKeysAsync),
        new("invoices of a company", 8, OfCompanyAsync),
        new("invoices of a company, compiled", 5, OfCompanyCompiledAsync),
        new("invoices of a company above an amount", 4, OfCompanyAboveAsync),
        new("invoices of a company with lines", 4, OfCompanyWithLinesAsync),
        new("invoices of a company with lines, split", 3, OfCompanySplitAsync),
        new("invoices of an assignee", 3, OfAssigneeAsync),
        new("invoices of nobody", 1, OfNobodyAsync),
        new("invoices, all", 2, AllAsync),
        new("invoices of a company by SQL", 2, BySqlAsync),
        new("invoice exists", 3, ExistsAsync),
    ];

    private static async Task ByKeyAsync(Reader reader)
    {
        var id = reader.Pick(Books.Invoices);
        Judge(reader, [id - 1], await reader.ListEntitiesAsync(id, reader.Context.Invoices.Where(i => i.Id == id)));
    }

    private static async Task ByKeyCompiledAsync(Reader reader)
    {
        var id = reader.Pick(Books.Invoices);
        var invoice = await reader.RunAsync(
            id,
            async () =>
                reader.Path.IsAsync
                    ? await reader.Kind.Compiled.InvoiceAsync(reader.Context, id)
                    : reader.Kind.Compiled.Invoice(reader.Context, id)
        );
        Judge(reader, [id - 1], invoice is null ? [] : [invoice]);
    }

    private static async Task VersionByKeyAsync(Reader reader)
    {
        var id = reader.Pick(Books.Invoices);
        var versions = await reader.ListAsync(
            id,
            reader.Context.Invoices.Where(i => i.Id == id).Select(i => i.Version)
        );
        foreach (var version in versions)
        {
            reader.Judge.Saw(reader.History.Invoices, id - 1, version);
        }

        reader.Judge.JudgeMissing(reader.History.Invoices, [id - 1]);
    }

    private static async Task ByKeyWithAllAsync(Reader reader)
    {
        var id = reader.Pick(Books.Invoices);
        var invoices = await reader.ListEntitiesAsync(
            id,
            reader
                .Context.Invoices.Include(i => i.Lines)
                .Include(i => i.Company)
                .Include(i => i.Assignee)
                .Where(i => i.Id == id)
        );
        Judge(reader, [id - 1], invoices);
        JudgeLines(reader, invoices);
        foreach (var invoice in invoices)
        {
            reader.Judge.Saw(invoice.Company!);
            if (invoice.Assignee is { } assignee)
            {
                reader.Judge.Saw(assignee);
            }
        }
    }

    private static async Task ByKeysAsync(Reader reader)
    {
        // Runs of keys, of which there are few, so that they are asked for again.
        var first = reader.Pick(Books.Invoices / 6);
        int[] ids = [.. Enumerable.Range(0, 4).Select(i => ((first - 1) * 6) + 1 + i)];
        Judge(
            reader,
            [.. ids.Select(id => id - 1)],
            await reader.ListEntitiesAsync(first, reader.Context.Invoices.Where(i => ids.Contains(i.Id)))
        );
    }

    private static async Task OfCompanyAsync(Reader reader)
    {
        var company = reader.Pick(Books.Companies);
        Judge(
            reader,
            Books.InvoicesOf(company),
            await reader.ListEntitiesAsync(company, reader.Context.Invoices.Where(i => i.CompanyId == company))
        );
    }

    private static async Task OfCompanyCompiledAsync(Reader reader)
    {
        var company = reader.Pick(Books.Companies);
        var invoices = await reader.RunAsync(
            company,
            async () =>
            {
                List<Invoice> list = [];
                if (reader.Path.IsAsync)
                {
                    await foreach (var invoice in reader.Kind.Compiled.InvoicesOfCompanyAsync(reader.Context, company))
                    {
                        list.Add(invoice);
                    }
                }
                else
                {
                    list.AddRange(reader.Kind.Compiled.InvoicesOfCompany(reader.Context, company));
                }

                return list;
            }
        );
        Judge(reader, Books.InvoicesOf(company), invoices);
    }

    private static async Task OfCompanyAboveAsync(Reader reader)
    {
        var company = reader.Pick(Books.Companies);
        var amount = 20 * reader.Random.Next(3);
        Judge(
            reader,
            Books.InvoicesOf(company),
            await reader.ListEntitiesAsync(
                company,
                reader.Context.Invoices.Where(i => i.CompanyId == company && i.Amount > amount)
            ),
            version => Books.AmountOf(version) > amount
        );
    }

    private static async Task OfCompanyWithLinesAsync(Reader reader)
    {
        var company = reader.Pick(Books.Companies);
        var invoices = await reader.ListEntitiesAsync(
            company,
            reader.Context.Invoices.Include(i => i.Lines).Where(i => i.CompanyId == company)
        );
        Judge(reader, Books.InvoicesOf(company), invoices);
        JudgeLines(reader, invoices);
    }

    private static async Task OfCompanySplitAsync(Reader reader)
    {
        var company = reader.Pick(Books.Companies);
        var invoices = await reader.ListEntitiesAsync(
            company,
            reader.Context.Invoices.Include(i => i.Lines).Where(i => i.CompanyId == company).AsSplitQuery()
        );
        Judge(reader, Books.InvoicesOf(company), invoices);

        // Of two commands without a transaction. Entity Framework loses lines of all later invoices when the second returns a line
        // of an invoice that the first did not.
        JudgeLines(
            reader,
            invoices,
            _ =>
                reader.Judge.IsChanging(reader.History.Invoices, Books.InvoicesOf(company))
                || reader.Judge.IsChanging(reader.History.Lines, Books.LinesOfCompany(company))
        );
    }

    private static async Task OfAssigneeAsync(Reader reader)
    {
        var person = reader.Pick(Books.Persons);
        var invoices = await reader.ListEntitiesAsync(
            person,
            reader.Context.Invoices.Where(i => i.AssigneeId == person)
        );
        reader.Judge.JudgeAsked(invoices.All(i => i.AssigneeId == person), "another assignee");
        Judge(
            reader,
            Books.AllInvoices,
            invoices,
            reader.Judge.IsAssignedTo(person),
            _ => reader.Judge.IsPersonGoing(person)
        );
    }

    private static async Task OfNobodyAsync(Reader reader)
    {
        var invoices = await reader.ListEntitiesAsync(0, reader.Context.Invoices.Where(i => i.AssigneeId == null));
        reader.Judge.JudgeAsked(invoices.All(i => i.AssigneeId is null), "an assignee");
        Judge(reader, Books.AllInvoices, invoices, reader.Judge.IsUnassigned, _ => false);
    }

    private static async Task AllAsync(Reader reader) =>
        Judge(reader, Books.AllInvoices, await reader.ListEntitiesAsync(0, reader.Context.Invoices));

    private static async Task BySqlAsync(Reader reader)
    {
        var company = reader.Pick(Books.Companies);
        Judge(
            reader,
            Books.InvoicesOf(company),
            await reader.ListEntitiesAsync(
                company,
                reader
                    .Context.Invoices.FromSql($"SELECT * FROM \"Invoices\" WHERE \"CompanyId\" = {company}")
                    .Cacheable(query => query.DependsOn<Invoice>())
            )
        );
    }

    private static async Task ExistsAsync(Reader reader)
    {
        var id = reader.Pick(Books.Invoices);
        var path = reader.Path;
        var query = reader.Context.Invoices.Where(i => i.Id == id).Cacheable();
        var exists = await reader.RunAsync(id, () => path.AnyAsync(query));
        reader.Judge.JudgeAggregate(reader.History.Invoices, [id - 1], null, exists ? 1 : 0, null, null);
    }

    private static void Judge(
        Reader reader,
        int[] slots,
        List<Invoice> invoices,
        Func<long, bool>? isExpected = null,
        Func<long, bool>? isUncertain = null
    )
    {
        foreach (var invoice in invoices)
        {
            reader.Judge.JudgeAsked(
                slots.Contains(invoice.Id - 1)
                    && (isUncertain is not null || isExpected?.Invoke(invoice.Version) != false),
                $"invoice {invoice.Id} at version {invoice.Version}"
            );
            reader.Judge.Saw(invoice);
        }

        reader.Judge.JudgeMissing(reader.History.Invoices, slots, isExpected, isUncertain);
    }

    private static void JudgeLines(Reader reader, List<Invoice> invoices, Func<long, bool>? isUncertain = null)
    {
        foreach (var invoice in invoices)
        {
            foreach (var line in invoice.Lines)
            {
                reader.Judge.Saw(line);
            }

            reader.Judge.JudgeMissing(reader.History.Lines, Books.LinesOf(invoice.Id), isUncertain: isUncertain);
        }
    }
}
