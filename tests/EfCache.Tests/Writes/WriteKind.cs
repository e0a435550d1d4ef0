namespace EfCache.Tests.Writes;

/// <summary>The ways of a write through the library.</summary>
public enum WriteKind
{
    Save,
    Bulk,
    Transaction,
    Raw,
}
