using System.Transactions;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>Ambient transactions that flow with a test, at an isolation level that every database knows.</summary>
internal static class WriteScopes
{
    public static TransactionScope Begin(
        TransactionScopeOption option = TransactionScopeOption.Required,
        IsolationLevel isolation = IsolationLevel.ReadCommitted
    ) => new(option, new TransactionOptions { IsolationLevel = isolation }, TransactionScopeAsyncFlowOption.Enabled);

    /// <summary>For what others do meanwhile.</summary>
    public static TransactionScope None() =>
        new(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
}
