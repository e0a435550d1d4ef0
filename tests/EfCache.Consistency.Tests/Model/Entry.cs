namespace EfCache.Consistency.Tests.Model;

/// <summary>What the store holds for a query.</summary>
internal struct Entry
{
    /// <summary>1 when there is one.</summary>
    public byte Exists;

    /// <summary>A bit for each commit that it reflects.</summary>
    public byte Value;

    /// <summary>A bit for each tag whose cell has been another than the entry's since the fill: it must never be the same again.</summary>
    public byte Dead;

    public Pair Stamps;

    public Pair Epochs;
}
