namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>One way to write: with auto-commit, or as a part of a transaction.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Weight">How often it is chosen, compared with others.</param>
/// <param name="RunAsync">Writes; false when there was nothing to write, or another is in the way.</param>
/// <param name="IsPostgreSqlOnly">Only that database can do it.</param>
internal sealed record WriteStep(
    string Name,
    int Weight,
    Func<WriteSession, Task<bool>> RunAsync,
    bool IsPostgreSqlOnly = false
)
{
    public static readonly IReadOnlyList<WriteStep> All =
    [
        .. InvoiceSaves.All,
        .. LineWrites.All,
        .. BulkWrites.All,
        .. RawWrites.All,
        .. PaymentWrites.All,
        .. PersonWrites.All,
        .. CompanyWrites.All,
    ];
}
