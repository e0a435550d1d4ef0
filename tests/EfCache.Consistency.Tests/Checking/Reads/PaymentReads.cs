using EfCache.Consistency.Tests.Checking.Model;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Consistency.Tests.Checking.Reads;

/// <summary>Payments, which move between accounts.</summary>
internal static class PaymentReads
{
    public static readonly ReadKind[] All =
    [
        new("payment by key", 8, ByKeyAsync),
        new("payments of an account", 8, OfAccountAsync),
        new("payments of an account, counted", 3, CountOfAccountAsync),
        new("payments, all", 1, AllAsync),
        new("payments, totals", 1, TotalsAsync),
    ];

    private static async Task ByKeyAsync(Reader reader)
    {
        // The oldest, the newest, or one that comes next: an answer that there is none is an answer, too.
        var known = reader.History.Payments;
        var count = known.Count;
        var slot = reader.Random.Next(4) switch
        {
            0 => known.First + reader.Random.Next(4),
            1 => count - 1,
            _ => count,
        };
        var id = slot < count ? known.KeyOf(slot) : known.KeyOf(count - 1) + 1;
        Judge(reader, await reader.ListEntitiesAsync(id, reader.Context.Payments.Where(p => p.Id == id)));
        if (known.FindSlot(id) is var found and >= 0)
        {
            reader.Judge.JudgeMissing(known, [found]);
        }
    }

    private static async Task OfAccountAsync(Reader reader)
    {
        var account = reader.Pick(Books.Accounts);
        var payments = await reader.ListEntitiesAsync(
            account,
            reader.Context.Payments.Where(p => p.AccountId == account)
        );
        reader.Judge.JudgeAsked(payments.All(p => p.AccountId == account), "a payment of another account");
        Judge(reader, payments);
        reader.Judge.JudgeMissing(
            reader.History.Payments,
            reader.Judge.KnownPayments(),
            version => Books.AccountOf(version) == account
        );
    }

    private static async Task CountOfAccountAsync(Reader reader)
    {
        var account = reader.Pick(Books.Accounts);
        var path = reader.Path;
        var query = reader.Context.Payments.Where(p => p.AccountId == account).Cacheable();
        var count = await reader.RunAsync(account, () => path.CountAsync(query));
        reader.Judge.JudgeAggregate(
            reader.History.Payments,
            [.. reader.Judge.KnownPayments()],
            version => Books.AccountOf(version) == account,
            count,
            sum: null,
            max: null
        );
    }

    private static async Task AllAsync(Reader reader)
    {
        Judge(reader, await reader.ListEntitiesAsync(0, reader.Context.Payments));
        reader.Judge.JudgeMissing(reader.History.Payments, reader.Judge.KnownPayments());
    }

    private static async Task TotalsAsync(Reader reader)
    {
        var totals = await reader.ListAsync(
            0,
            reader
                .Context.Payments.GroupBy(p => 1)
                .Select(group => new
                {
                    Count = group.Count(),
                    Sum = group.Sum(p => p.Version),
                    Max = group.Max(p => p.Version),
                })
        );
        var total = totals.SingleOrDefault();
        reader.Judge.JudgeAggregate(
            reader.History.Payments,
            [.. reader.Judge.KnownPayments()],
            isExpected: null,
            total?.Count ?? 0,
            total?.Sum ?? 0,
            total?.Max ?? 0
        );
    }

    private static void Judge(Reader reader, List<Payment> payments)
    {
        foreach (var payment in payments)
        {
            reader.Judge.Saw(payment);
        }
    }
}
