using EfCache.Narrowing;
using EfCache.Storage;

namespace EfCache.Update;

/// <summary>The tags of a table as a whole, made once for many writes.</summary>
/// <param name="name">The table's name, as <see cref="TagNames.Table"/> made it.</param>
/// <param name="table">The table; its schema is null if it is the provider's default.</param>
internal sealed class TableTags(string name, QualifiedTableName table)
{
    private Tag[]? _foreign;

    public string Name => name;

    public Tag All { get; } = TagNames.All(name);

    public Tag Bulk { get; } = TagNames.Bulk(name);

    public Tag New { get; } = TagNames.New(name);

    public Tag Loose { get; } = TagNames.Loose(name);

    /// <summary>What a write of known rows marks for readers who know these rows by something else.</summary>
    public Tag[] Foreign(TableNarrowing own) =>
        _foreign ??= [
            .. ForeignNarrowing.HasKey(table, own) ? [Bulk, New] : Array.Empty<Tag>(),
            .. ForeignNarrowing.HasPartition(table, own) ? [Loose] : Array.Empty<Tag>(),
        ];
}
