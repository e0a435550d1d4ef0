using EfCache.Storage;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Consistency.Tests.Checking.Stores;

internal sealed class InProcessStoreUnderCheck : StoreUnderCheck
{
    private readonly FakeTimeProvider _clock = new();
    private readonly InProcessStore _store;

    public InProcessStoreUnderCheck() =>
        _store = new InProcessStore(new InProcessStoreOptions { TimeProvider = _clock });

    public override CacheStore Store => _store.Store;

    public override bool TryAdvance(TimeSpan time)
    {
        _clock.Advance(time);
        return true;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
