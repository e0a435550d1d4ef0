namespace EfCache.Storage;

/// <summary>
/// Something that an entry depends on and that a write changes: a table (<c>all</c> or <c>bulk</c>), a row, or a name
/// that the user gave. Two tags are the same when their names are equal; <see cref="TagNames"/> makes the names.
/// </summary>
internal readonly record struct Tag(string Name)
{
    public override string ToString() => Name;
}
