using EfCache.Storage;

namespace EfCache.Consistency.Tests.Checking;

/// <summary>What is broken on purpose.</summary>
/// <param name="Wrap">The store, without something that it should do.</param>
/// <param name="HasUntoldWrites">Some write and tell nobody.</param>
internal sealed record Sabotage(Func<CacheStore, CacheStore> Wrap, bool HasUntoldWrites = false)
{
    public static readonly Sabotage None = new(store => store);
}
