namespace EfCache.Consistency.Tests.Model;

/// <summary>A query: its tags, at most two, and the server that has its entry.</summary>
internal sealed record Query(string Name, int[] Tags, int Server = 0)
{
    public int EveryTag { get; } = (1 << Tags.Length) - 1;

    /// <summary>What a reader has fetched when it has fetched all.</summary>
    public int Everything { get; } = (1 << (Tags.Length + 1)) - 1;
}
