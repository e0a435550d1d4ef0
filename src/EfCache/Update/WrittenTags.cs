using System.Runtime.InteropServices;
using EfCache.Storage;

namespace EfCache.Update;

/// <summary>
/// The tags of one write, in the order in which they came. What is marked is marked in that order, so that a number tells how
/// many are.
/// </summary>
/// <remarks>Nearly every write has a handful of tags, which are compared faster than they are hashed.</remarks>
internal sealed class WrittenTags
{
    private const int MostCompared = 8;

    private readonly List<Tag> _tags = new(4);
    private HashSet<Tag>? _index;
    private int _marked;

    public int Count => _tags.Count;

    /// <summary>Whether any was marked, or may have been, since the marks were last forgotten.</summary>
    public bool IsAnyMarked { get; private set; }

    public bool Contains(Tag tag) => _index?.Contains(tag) ?? _tags.Contains(tag);

    public void Add(Tag tag)
    {
        if (Contains(tag))
        {
            return;
        }

        _tags.Add(tag);
        _index?.Add(tag);
        if (_index is null && _tags.Count > MostCompared)
        {
            _index = [.. _tags];
        }
    }

    public Tag[] ToArray() => [.. _tags];

    public Tag[] Unmarked() => [.. CollectionsMarshal.AsSpan(_tags)[_marked..]];

    /// <summary>Some are about to be marked.</summary>
    public void NoteMarking() => IsAnyMarked = true;

    /// <summary>
    /// Some were marked, as <see cref="ToArray"/> or <see cref="Unmarked"/> gave them before. If marks were forgotten meanwhile,
    /// what came before these is to be marked again, and these with it.
    /// </summary>
    public void NoteMarked(Tag[] tags)
    {
        IsAnyMarked = true;
        if (_marked < _tags.Count && _tags[_marked] == tags[0])
        {
            _marked += tags.Length;
        }
        else if (_tags[0] == tags[0])
        {
            _marked = Math.Max(_marked, tags.Length);
        }
    }

    /// <summary>All of it has to be marked again.</summary>
    public void ForgetMarks()
    {
        _marked = 0;
        IsAnyMarked = false;
    }
}
