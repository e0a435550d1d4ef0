using EfCache.Specification.Tests.Storage;
using EfCache.Storage;

namespace EfCache.Consistency.Tests.Checking.Stores;

/// <summary>Lets writes through that can't be marked, although they are to be refused, to show that it would be noticed.</summary>
internal sealed class SilentStore(CacheStore inner) : DelegatingStore(inner)
{
    public override void Mark(WriterId writer, IReadOnlyCollection<Tag> tags, TimeSpan lease)
    {
        try
        {
            base.Mark(writer, tags, lease);
        }
        catch (CacheInvalidationException)
        {
            // As if nothing had happened.
        }
    }

    public override async ValueTask MarkAsync(
        WriterId writer,
        IReadOnlyCollection<Tag> tags,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await base.MarkAsync(writer, tags, lease, cancellationToken);
        }
        catch (CacheInvalidationException)
        {
            // As if nothing had happened.
        }
    }
}
