using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Reads;

/// <summary>Persons and employees, who are in two tables, and who is assigned to what.</summary>
internal static class PersonReads
{
    public static readonly ReadKind[] All =
    [
        new("person by key", 4, ByKeyAsync),
        new("person by key, with invoices", 2, ByKeyWithInvoicesAsync),
        new("persons, all", 2, AllAsync),
        new("employee by key", 3, EmployeeByKeyAsync),
        new("employees' levels", 2, LevelsAsync),
    ];

    private static async Task ByKeyAsync(Reader reader)
    {
        var id = reader.Pick(Books.Persons);
        Judge(reader, [id - 1], await reader.ListEntitiesAsync(id, reader.Context.Persons.Where(p => p.Id == id)));
    }

    private static async Task ByKeyWithInvoicesAsync(Reader reader)
    {
        var id = reader.Pick(Books.Persons);
        var persons = await reader.ListEntitiesAsync(
            id,
            reader.Context.Persons.Include(p => p.Invoices).Where(p => p.Id == id)
        );
        Judge(reader, [id - 1], persons);
        foreach (var person in persons)
        {
            foreach (var invoice in person.Invoices)
            {
                reader.Judge.JudgeAsked(invoice.AssigneeId == id, $"invoice {invoice.Id}");
                reader.Judge.Saw(invoice);
            }

            reader.Judge.JudgeMissing(
                reader.History.Invoices,
                Books.AllInvoices,
                reader.Judge.IsAssignedTo(id),
                _ => reader.Judge.IsPersonGoing(id)
            );
        }
    }

    private static async Task AllAsync(Reader reader) =>
        Judge(reader, Books.AllPersons, await reader.ListEntitiesAsync(0, reader.Context.Persons));

    private static async Task EmployeeByKeyAsync(Reader reader)
    {
        var id = reader.Pick(Books.Employees);
        Judge(
            reader,
            [id - 1],
            [.. await reader.ListEntitiesAsync(id, reader.Context.Employees.Where(e => e.Id == id))]
        );
    }

    private static async Task LevelsAsync(Reader reader)
    {
        var levels = await reader.ListAsync(0, reader.Context.Employees.Select(e => new { e.Id, e.Level }));
        foreach (var level in levels)
        {
            reader.Judge.Saw(reader.History.Levels, level.Id - 1, level.Level);
        }

        reader.Judge.JudgeMissing(reader.History.Levels, Books.AllEmployees);
    }

    private static void Judge(Reader reader, int[] slots, List<Person> persons)
    {
        foreach (var person in persons)
        {
            reader.Judge.JudgeAsked(slots.Contains(person.Id - 1), $"person {person.Id}");
            reader.Judge.Saw(person);
        }

        reader.Judge.JudgeMissing(reader.History.Persons, slots);
    }
}
