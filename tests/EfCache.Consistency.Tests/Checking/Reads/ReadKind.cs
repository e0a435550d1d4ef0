namespace EfCache.Consistency.Tests.Checking.Reads;

/// <summary>A query, and how it is judged.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Weight">How often it is chosen, compared with others.</param>
/// <param name="RunAsync">Runs it once.</param>
internal sealed record ReadKind(string Name, int Weight, Func<Reader, Task> RunAsync)
{
    public static readonly IReadOnlyList<ReadKind> All =
    [
        .. InvoiceReads.All,
        .. LineReads.All,
        .. PersonReads.All,
        .. PaymentReads.All,
        .. CompanyReads.All,
        .. AggregateReads.All,
    ];
}
