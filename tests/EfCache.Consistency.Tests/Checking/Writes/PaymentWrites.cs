using System.Globalization;
using EfCache.Consistency.Tests.Checking.Judging;
using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>Payments: keys that the database generates, and moves from account to account.</summary>
internal static class PaymentWrites
{
    private const int Few = 20;
    private const int Many = 34;

    public static readonly WriteStep[] All =
    [
        new("save of a new payment", 8, InsertAsync),
        new("save of a moved payment", 6, MoveAsync),
        new("deletion of a payment", 6, DeleteAsync),
        new("move of an account's payments", 2, MoveOfAccountAsync),
        new("move of an account's payments by SQL, returned", 1, MoveReturningAsync),
    ];

    private static async Task<bool> InsertAsync(WriteSession session)
    {
        if (Live(session).Length >= Many || !session.Operation.TryShare(session.History.PaymentsClaim))
        {
            return false;
        }

        var version = session.Operation.NewVersion();
        var payment = new Payment { AccountId = Books.AccountOf(version), Version = version };
        session.Operation.PlanInsertWithoutKey();
        session.Context.Add(payment);
        await session.Path.SaveAsync(session.Context);
        var slot = session.History.Payments.AddKey(payment.Id);
        session.Operation.Plan(session.History.Payments, slot, RowChange.Insert, version);
        session.Operation.ForgetInsertWithoutKey();
        return true;
    }

    private static async Task<bool> MoveAsync(WriteSession session)
    {
        if (session.PickLive(session.History.Payments, Live(session)) is not { } slot)
        {
            return false;
        }

        var id = session.History.Payments.KeyOf(slot);
        var query = session.Context.Payments.Where(p => p.Id == id);
        var payment = await session.Path.SingleOrDefaultAsync(session.Random.Next(2) == 0 ? query.Cacheable() : query);
        if (payment is null)
        {
            return false;
        }

        payment.Version = session.Operation.NewVersion();
        payment.AccountId = Books.AccountOf(payment.Version);
        session.Operation.Plan(session.History.Payments, slot, RowChange.Update, payment.Version);
        await session.Path.SaveAsync(session.Context);
        return true;
    }

    private static async Task<bool> DeleteAsync(WriteSession session)
    {
        // The oldest, mostly, so that what is known of the deleted ones can be forgotten.
        var live = Live(session);
        if (live.Length <= Few)
        {
            return false;
        }

        var slot = session.Random.Next(4) > 0 ? live[0] : live[session.Random.Next(live.Length)];
        var id = session.History.Payments.KeyOf(slot);
        return await session.WriteOneAsync(
            session.History.Payments,
            slot,
            RowChange.Delete,
            version: 0,
            () => session.Path.DeleteAsync(session.Context.Payments.Where(p => p.Id == id))
        );
    }

    private static async Task<bool> MoveOfAccountAsync(WriteSession session)
    {
        if (!session.Operation.TryTake(session.History.PaymentsClaim))
        {
            return false;
        }

        var account = session.Pick(Books.Accounts);
        var version = session.Operation.NewVersion();
        var target = Books.AccountOf(version);

        // Which of them are the account's when the statement runs is known when it has run.
        session.Operation.PlanLive(session.History.Payments, Live(session), RowChange.Update, version);
        await session.Path.UpdateAsync(
            session.Context.Payments.Where(p => p.AccountId == account && p.Version < version),
            set => set.SetProperty(p => p.Version, version).SetProperty(p => p.AccountId, target)
        );
        Keep(session, version, await session.ReadKeysAsync("Payments", version));
        return true;
    }

    private static async Task<bool> MoveReturningAsync(WriteSession session)
    {
        if (!session.Operation.TryTake(session.History.PaymentsClaim))
        {
            return false;
        }

        var account = session.Pick(Books.Accounts);
        var version = session.Operation.NewVersion();
        var target = Books.AccountOf(version);
        session.Operation.PlanLive(session.History.Payments, Live(session), RowChange.Update, version);
        var moved = await session.Path.ToListAsync(
            session
                .Context.Payments.FromSql(
                    $"""
                    UPDATE "Payments" SET "Version" = {version}, "AccountId" = {target}
                    WHERE "AccountId" = {account} AND "Version" < {version} RETURNING *
                    """
                )
                .AsNoTracking()
        );
        Keep(session, version, [.. moved.Select(payment => payment.Id)]);
        return true;
    }

    private static void Keep(WriteSession session, long version, List<int> ids)
    {
        int[] slots = [.. ids.Select(session.History.Payments.FindSlot)];
        if (slots.Contains(-1))
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Version {version} moved a payment that nobody inserted.")
            );
        }

        session.Operation.Keep(session.History.Payments, version, slots);
    }

    private static int[] Live(WriteSession session)
    {
        var payments = session.History.Payments;
        return
        [
            .. Enumerable
                .Range(payments.First, payments.Count - payments.First)
                .Where(slot => payments.StateOf(slot).IsLive),
        ];
    }
}
