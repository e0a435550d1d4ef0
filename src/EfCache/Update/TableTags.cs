using System.Collections.Immutable;
using EfCache.Narrowing;
using EfCache.Storage;

namespace EfCache.Update;

/// <summary>The tags of a table as a whole.</summary>
/// <param name="name">The table's name, as <see cref="TagNames.Table"/> made it.</param>
/// <param name="table">The table; its schema is null if it is the provider's default.</param>
/// <param name="reportedName">What reports call it.</param>
internal sealed class TableTags(string name, QualifiedTableName table, string reportedName)
{
    private ForeignTags? _foreign;

    public string Name => name;

    public string ReportedName => reportedName;

    public Tag All { get; } = TagNames.All(name);

    public Tag Bulk { get; } = TagNames.Bulk(name);

    public Tag New { get; } = TagNames.New(name);

    public Tag Loose { get; } = TagNames.Loose(name);

    /// <summary>What a write of known rows marks for readers who know these rows by something else, as of this moment.</summary>
    public Tag[] Foreign(TableNarrowing own)
    {
        var readers = _foreign?.Readers ?? Enter(own);
        var ways = readers.Ways;
        if (_foreign is { } known && ReferenceEquals(known.Ways, ways))
        {
            return known.Tags;
        }

        Tag[] tags =
        [
            .. ForeignNarrowing.HasKey(ways, own) ? [Bulk, New] : Array.Empty<Tag>(),
            .. ForeignNarrowing.HasPartition(ways, own) ? [Loose] : Array.Empty<Tag>(),
        ];
        _foreign = new ForeignTags(readers, ways, tags);
        return tags;
    }

    private ForeignNarrowing Enter(TableNarrowing own)
    {
        var readers = ForeignNarrowing.Of(table);
        readers.NoteWriter(own);
        return readers;
    }

    private sealed record ForeignTags(ForeignNarrowing Readers, ImmutableHashSet<string> Ways, Tag[] Tags);
}
