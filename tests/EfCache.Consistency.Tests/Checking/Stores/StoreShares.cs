using EfCache.Storage;

namespace EfCache.Consistency.Tests.Checking.Stores;

/// <summary>
/// Shares the instances of a store out among contexts, three ways; where there are fewer, some get the same one. Those that read and
/// those that write are shared out alike, so that each instance's writes are read through every other.
/// </summary>
internal sealed class StoreShares(IReadOnlyList<CacheStore> instances)
{
    private readonly FixedStoreChoice[] _choices = [.. instances.Select(instance => new FixedStoreChoice(instance))];

    public FixedStoreChoice First => _choices[0];

    public FixedStoreChoice Second => _choices[1 % _choices.Length];

    public FixedStoreChoice Third => _choices[2 % _choices.Length];
}
