namespace EfCache.Consistency.Tests.Checking.Stores;

/// <summary>The stores that exist.</summary>
public enum StoreKind
{
    InProcess,
}
