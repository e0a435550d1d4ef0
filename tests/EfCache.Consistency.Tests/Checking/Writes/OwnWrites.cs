using System.Globalization;
using EfCache.Consistency.Tests.Checking.Judging;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>Inside of its transaction a read returns what the transaction wrote, and not what is cached.</summary>
internal static class OwnWrites
{
    public static async Task JudgeAsync(WriteSession session)
    {
        var table = session.History.Invoices;
        if (session.Operation.LastEffectOn(table) is not { } effect)
        {
            return;
        }

        var id = effect.Slot + 1;
        session.Context.ChangeTracker.Clear();
        var versions = await session.Path.ToListAsync(
            session.Context.Invoices.Where(i => i.Id == id).Select(i => i.Version).Cacheable()
        );
        var isRight =
            effect.Change == RowChange.Delete
                ? versions.Count == 0
                // A bulk write leaves alone what is newer.
                : versions.Count == 0 || versions[0] >= effect.Version;
        if (!isRight)
        {
            session.History.Report(
                ViolationKind.OwnWrite,
                () =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"OwnWrite: invoice {id}: read {string.Join(',', versions)} after {effect} in {session.Operation.Kind}"
                    )
            );
        }
    }
}
