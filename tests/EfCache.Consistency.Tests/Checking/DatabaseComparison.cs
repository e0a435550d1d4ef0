using System.Globalization;
using EfCache.Consistency.Tests.Checking.Databases;
using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking;

/// <summary>
/// Compares the database with what was noted, while nobody writes. The two are equal, or else the checker judges by something
/// that is not so.
/// </summary>
internal sealed class DatabaseComparison(History history, CheckedDatabase database)
{
    public async Task RunAsync()
    {
        await using var context = database.OpenPlain();
        Compare(
            history.Companies,
            Books.AllCompanies,
            await context.Companies.AsNoTracking().ToDictionaryAsync(c => c.Id - 1, c => c.Version)
        );
        var invoices = await context.Invoices.AsNoTracking().ToListAsync();
        Compare(history.Invoices, Books.AllInvoices, invoices.ToDictionary(i => i.Id - 1, i => i.Version));
        Compare(
            history.Lines,
            Books.AllLines,
            await context
                .InvoiceLines.AsNoTracking()
                .ToDictionaryAsync(l => Books.LineSlot(l.InvoiceId, l.Number), l => l.Version)
        );
        var persons = await context.Persons.AsNoTracking().ToListAsync();
        Compare(history.Persons, Books.AllPersons, persons.ToDictionary(p => p.Id - 1, p => p.Version));
        Compare(
            history.Levels,
            Books.AllEmployees,
            persons.OfType<Employee>().ToDictionary(e => e.Id - 1, e => e.Level)
        );
        await ComparePaymentsAsync(context);
        foreach (var invoice in invoices)
        {
            CompareColumns(invoice);
        }
    }

    private async Task ComparePaymentsAsync(BooksContext context)
    {
        var payments = await context.Payments.AsNoTracking().ToListAsync();
        Compare(
            history.Payments,
            Enumerable.Range(history.Payments.First, history.Payments.Count - history.Payments.First),
            payments.ToDictionary(p => history.Payments.FindSlot(p.Id), p => p.Version)
        );
        foreach (var payment in payments.Where(p => p.AccountId != Books.AccountOf(p.Version)))
        {
            Report($"payment {payment.Id} at version {payment.Version} is of account {payment.AccountId}");
        }
    }

    private void Compare(RowTable table, IEnumerable<int> slots, Dictionary<int, long> versions)
    {
        foreach (var slot in slots)
        {
            var noted = table.StateOf(slot);
            var isThere = versions.Remove(slot, out var version);
            if (noted.IsLive != isThere || (isThere && noted.Number != version))
            {
                var events = string.Join(Environment.NewLine + "    ", table.EventsOf(slot).Select(e => e.ToString()));
                Report(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{table.Name} at {slot}: noted {noted}, there {(isThere ? version : null)}{Environment.NewLine}    {events}"
                    )
                );
            }
        }

        foreach (var (slot, version) in versions)
        {
            Report($"{table.Name} at {slot}: version {version} is there, and not known");
        }
    }

    private void CompareColumns(Invoice invoice)
    {
        var assignee = Books.AssigneeOf(invoice.Version);
        var isSetNull = assignee is { } person && history.Persons.LastDeletionOf(person - 1) > invoice.Version;
        if (invoice.AssigneeId != (isSetNull ? null : assignee))
        {
            Report($"invoice {invoice.Id} at version {invoice.Version} has assignee {invoice.AssigneeId}");
        }
    }

    private void Report(string what) => history.Report(ViolationKind.Checker, () => $"Checker: {what}");
}
