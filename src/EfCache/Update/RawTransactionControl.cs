namespace EfCache.Update;

/// <summary>What raw SQL does to the connection's transaction, as far as its words tell.</summary>
internal enum RawTransactionControl
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>After it, a transaction may be open that EF Core knows nothing of.</summary>
    Begins,

    /// <summary>After it, none is.</summary>
    Ends,
}
