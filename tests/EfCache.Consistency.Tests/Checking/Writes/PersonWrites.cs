using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Model;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>Persons, whose deletion sets invoices' assignees to null, and employees in two tables.</summary>
internal static class PersonWrites
{
    public static readonly WriteStep[] All =
    [
        new("save of a person", 4, SaveAsync),
        new("save of an employee's level", 3, SaveLevelAsync),
        new("update of an employee's level", 2, UpdateLevelAsync),
        new("save of a deleted person", 2, DeleteAsync),
        new("save of a new person", 3, InsertAsync),
    ];

    private static async Task<bool> SaveAsync(WriteSession session)
    {
        var id = session.Pick(Books.Persons);
        var person = await session.Path.SingleOrDefaultAsync(session.Context.Persons.Where(p => p.Id == id));
        if (person is null)
        {
            return false;
        }

        person.Version = session.Operation.NewVersion();
        session.Operation.Plan(session.History.Persons, id - 1, RowChange.Update, person.Version);
        if (person is Employee employee && session.Random.Next(2) == 0)
        {
            employee.Level = session.Operation.NewVersion();
            session.Operation.Plan(session.History.Levels, id - 1, RowChange.Update, employee.Level);
        }

        await session.Path.SaveAsync(session.Context);
        return true;
    }

    private static async Task<bool> SaveLevelAsync(WriteSession session)
    {
        var id = session.Pick(Books.Employees);
        var employee = await session.Path.SingleOrDefaultAsync(session.Context.Employees.Where(e => e.Id == id));
        employee!.Level = session.Operation.NewVersion();
        session.Operation.Plan(session.History.Levels, id - 1, RowChange.Update, employee.Level);
        await session.Path.SaveAsync(session.Context);
        return true;
    }

    private static async Task<bool> UpdateLevelAsync(WriteSession session)
    {
        var id = session.Pick(Books.Employees);
        var version = session.Operation.NewVersion();
        return await session.WriteOneAsync(
            session.History.Levels,
            id - 1,
            RowChange.Update,
            version,
            () =>
                session.Path.UpdateAsync(
                    session.Context.Employees.Where(e => e.Id == id && e.Level < version),
                    set => set.SetProperty(e => e.Level, version)
                )
        );
    }

    private static async Task<bool> DeleteAsync(WriteSession session)
    {
        var id = Books.PermanentPersons + session.Pick(Books.Persons - Books.PermanentPersons);
        if (
            !session.History.Persons.StateOf(id - 1).IsLive
            || !session.Operation.TryTake(session.History.PersonClaims[id])
        )
        {
            return false;
        }

        session.Context.Remove(new Person { Id = id, Version = session.History.Persons.StateOf(id - 1).Number });
        session.Operation.Plan(session.History.Persons, id - 1, RowChange.Delete);
        await session.Path.SaveAsync(session.Context);
        return true;
    }

    private static async Task<bool> InsertAsync(WriteSession session)
    {
        if (
            session.ClaimAbsent(session.History.Persons, Books.AllPersons) is not { } slot
            || !session.Operation.TryTake(session.History.PersonClaims[slot + 1])
        )
        {
            return false;
        }

        var version = session.Operation.NewVersion();
        session.Context.Add(new Person { Id = slot + 1, Version = version });
        session.Operation.Plan(session.History.Persons, slot, RowChange.Insert, version);
        await session.Path.SaveAsync(session.Context);
        return true;
    }
}
