using EfCache.Storage;

namespace EfCache.InProcess;

/// <summary>A writer in flight, until the end of its lease by the store's clock.</summary>
internal readonly record struct LeasedWriter(WriterId Id, long LeaseEnd)
{
    public bool IsGone(long now) => LeaseEnd <= now;
}
