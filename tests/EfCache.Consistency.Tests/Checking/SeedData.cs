using EfCache.Consistency.Tests.Checking.Databases;
using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Model;

namespace EfCache.Consistency.Tests.Checking;

/// <summary>The rows that are there before anybody reads.</summary>
internal static class SeedData
{
    public static async Task CreateAsync(History history, CheckedDatabase database)
    {
        await using var context = database.OpenPlain();
        await context.Database.EnsureCreatedAsync();
        context.AddRange(Enumerable.Range(1, Books.Accounts).Select(id => new Account { Id = id }));
        context.AddRange(
            Books.AllCompanies.Select(slot => new Company
            {
                Id = slot + 1,
                Version = history.Seed(history.Companies, slot),
            })
        );
        context.AddRange(Books.AllPersons.Select(slot => NewPerson(history, slot)));
        context.AddRange(Books.AllInvoices.Select(slot => NewInvoice(history, slot)));
        await context.SaveChangesAsync();
        for (var i = 0; i < Books.FirstPayments; i++)
        {
            await AddPaymentAsync(history, context);
        }
    }

    private static Person NewPerson(History history, int slot)
    {
        var version = history.Seed(history.Persons, slot);
        return slot < Books.Employees
            ? new Employee
            {
                Id = slot + 1,
                Version = version,
                Level = history.Seed(history.Levels, slot),
            }
            : new Person { Id = slot + 1, Version = version };
    }

    private static Invoice NewInvoice(History history, int slot)
    {
        var version = history.Seed(history.Invoices, slot);
        var invoice = new Invoice
        {
            Id = slot + 1,
            CompanyId = Books.CompanyOf(slot + 1),
            AssigneeId = Books.AssigneeOf(version),
            Amount = Books.AmountOf(version),
            Version = version,
        };
        foreach (var line in Books.LinesOf(slot + 1).Take(1 + (slot % 2)))
        {
            invoice.Lines.Add(
                new InvoiceLine { Number = Books.LineKey(line).Number, Version = history.Seed(history.Lines, line) }
            );
        }

        return invoice;
    }

    private static async Task AddPaymentAsync(History history, BooksContext context)
    {
        var operation = history.Begin("seed");
        var version = operation.NewVersion();
        var payment = new Payment { AccountId = Books.AccountOf(version), Version = version };
        context.Add(payment);
        await context.SaveChangesAsync();
        operation.Plan(history.Payments, history.Payments.AddKey(payment.Id), RowChange.Insert, version);
        operation.Commit();
    }
}
