namespace EfCache.Settings;

/// <summary>
/// Annotations of entity types. Their values are strings, longs and bools, which compiled models write down as they are.
/// </summary>
internal static class CacheAnnotationNames
{
    private const string Prefix = "EfCache:";

    /// <summary>Ticks, as a long.</summary>
    public const string Ttl = Prefix + "Ttl";

    public const string Cacheable = Prefix + "Cacheable";

    public const string NeverCached = Prefix + "NeverCached";

    /// <summary>What a view depends on: qualified names of tables, by <see cref="Storage.QualifiedTableName"/>, line by line.</summary>
    public const string Dependencies = Prefix + "Dependencies";

    /// <summary>What a trigger writes: names of entity types, line by line.</summary>
    public const string InvalidatesAlso = Prefix + "InvalidatesAlso";

    /// <summary>What the entity's rows are partitioned by: names of properties, line by line.</summary>
    public const string Partitions = Prefix + "Partitions";
}
