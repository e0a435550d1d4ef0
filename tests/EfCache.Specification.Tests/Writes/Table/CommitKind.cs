namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>What commits a write.</summary>
public enum CommitKind
{
    /// <summary>Its statement does.</summary>
    Statement,

    /// <summary>A transaction that the save began for itself.</summary>
    Save,

    /// <summary>A transaction of the user's.</summary>
    Transaction,

    /// <summary>The end of a scope, where the database takes part in scopes.</summary>
    Scope,
}
