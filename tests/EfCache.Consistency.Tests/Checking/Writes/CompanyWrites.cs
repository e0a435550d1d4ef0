using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Writes;

internal static class CompanyWrites
{
    public static readonly WriteStep[] All =
    [
        new("save of a company", 4, SaveAsync),
        new("update of a company", 3, UpdateAsync),
    ];

    private static async Task<bool> SaveAsync(WriteSession session)
    {
        var id = session.Pick(Books.Companies);
        var company = await session.Path.SingleOrDefaultAsync(
            session.Context.Companies.Where(c => c.Id == id).Cacheable()
        );
        company!.Version = session.Operation.NewVersion();
        session.Operation.Plan(session.History.Companies, id - 1, RowChange.Update, company.Version);
        await session.Path.SaveAsync(session.Context);
        return true;
    }

    private static async Task<bool> UpdateAsync(WriteSession session)
    {
        var id = session.Pick(Books.Companies);
        var version = session.Operation.NewVersion();
        return await session.WriteOneAsync(
            session.History.Companies,
            id - 1,
            RowChange.Update,
            version,
            () =>
                session.Path.UpdateAsync(
                    session.Context.Companies.Where(c => c.Id == id && c.Version < version),
                    set => set.SetProperty(c => c.Version, version)
                )
        );
    }
}
