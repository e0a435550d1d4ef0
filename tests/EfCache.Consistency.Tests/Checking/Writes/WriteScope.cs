namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>What surrounds the steps of one operation, and how it ends.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Weight">How often it is chosen, compared with others.</param>
/// <param name="RunAsync">Runs one operation.</param>
/// <param name="IsPostgreSqlOnly">Only that database can do it.</param>
internal sealed record WriteScope(
    string Name,
    int Weight,
    Func<Writer, Task<WriteEnd>> RunAsync,
    bool IsPostgreSqlOnly = false
)
{
    public static readonly IReadOnlyList<WriteScope> All =
    [
        .. AutoCommitScopes.All,
        .. TransactionScopes.All,
        .. SharedTransactionScopes.All,
        .. AmbientScopes.All,
        .. KilledScopes.All,
    ];
}
