namespace EfCache.Storage.Remote.Payloads;

/// <summary>What a payload says of the entry beside its rows.</summary>
/// <param name="KeyDigest">SHA-256 of the whole key, 32 bytes: a store's name of the entry may be shorter, or cut.</param>
/// <param name="Created">When it was filled, by the writer's clock, in milliseconds since 1970 UTC. For people, and for how long a near copy lives.</param>
/// <param name="Lifetime">In whole milliseconds.</param>
/// <param name="Tags">The ticket's stamps and epochs (rule 3), without the tags that the ticket forgot.</param>
internal sealed record EntryEnvelope(
    ReadOnlyMemory<byte> KeyDigest,
    long Created,
    EntryLifetime Lifetime,
    IReadOnlyList<TagVersion> Tags
)
{
    public const int DigestLength = 32;
}
