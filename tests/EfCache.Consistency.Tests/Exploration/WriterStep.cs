using EfCache.Storage;

namespace EfCache.Consistency.Tests.Exploration;

/// <summary>One step of a writer: a mark or a bump of one tag, or the commit when there is no tag.</summary>
internal readonly record struct WriterStep(bool IsMark, Tag? Tag)
{
    public static WriterStep Commit { get; } = new(false, null);

    public static WriterStep Mark(Tag tag) => new(true, tag);

    public static WriterStep Bump(Tag tag) => new(false, tag);
}
