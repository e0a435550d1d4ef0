using System.Text;
using System.Text.Unicode;

namespace EfCache.Storage.Remote.Payloads;

/// <summary>A tag as an entry depends on it: the stamp that the ticket saw, and the run of the server that had it.</summary>
/// <param name="Name">The tag's name in UTF-8; of a decoded entry, in the payload itself.</param>
/// <param name="Stamp">16 random bytes.</param>
/// <param name="Epoch">Names the server's run (rule 9).</param>
internal readonly record struct TagVersion(ReadOnlyMemory<byte> Name, Guid Stamp, Guid Epoch)
{
    public static TagVersion Of(Tag tag, Guid stamp, Guid epoch) => new(Encoding.UTF8.GetBytes(tag.Name), stamp, epoch);

    /// <summary>Whether it is this tag's.</summary>
    public bool IsOf(Tag tag) =>
        Ascii.IsValid(tag.Name)
            ? Ascii.Equals(Name.Span, tag.Name)
            : Utf8.IsValid(Name.Span) && Encoding.UTF8.GetString(Name.Span) == tag.Name;
}
