using EfCache.Specification.Tests.Storage;
using EfCache.Storage;

namespace EfCache.Consistency.Tests.Checking.Stores;

/// <summary>Loses marks or bumps of some tags, to show that it would be noticed.</summary>
/// <param name="inner">The store.</param>
/// <param name="keepsMark">Which tags are marked.</param>
/// <param name="keepsBump">Which tags are bumped.</param>
internal sealed class SabotagedStore(CacheStore inner, Func<Tag, bool> keepsMark, Func<Tag, bool> keepsBump)
    : DelegatingStore(inner)
{
    public override void Mark(WriterId writer, IReadOnlyCollection<Tag> tags, TimeSpan lease) =>
        base.Mark(writer, [.. tags.Where(keepsMark)], lease);

    public override ValueTask MarkAsync(
        WriterId writer,
        IReadOnlyCollection<Tag> tags,
        TimeSpan lease,
        CancellationToken cancellationToken
    ) => base.MarkAsync(writer, [.. tags.Where(keepsMark)], lease, cancellationToken);

    public override void Bump(WriterId writer, IReadOnlyCollection<Tag> tags) =>
        base.Bump(writer, [.. tags.Where(keepsBump)]);

    public override ValueTask BumpAsync(WriterId writer, IReadOnlyCollection<Tag> tags) =>
        base.BumpAsync(writer, [.. tags.Where(keepsBump)]);
}
