using EfCache.Storage;

namespace EfCache.Update;

/// <summary>The tags of a table as a whole, made once for many writes.</summary>
internal sealed class TableTags(string name)
{
    /// <summary>The table's name, as <see cref="TagNames.Table"/> made it.</summary>
    public string Name => name;

    public Tag All { get; } = TagNames.All(name);

    public Tag Bulk { get; } = TagNames.Bulk(name);

    public Tag New { get; } = TagNames.New(name);

    public Tag Loose { get; } = TagNames.Loose(name);
}
