using EfCache.Storage;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Consistency.Tests.Checking.Stores;

internal sealed class InProcessStoreUnderCheck : StoreUnderCheck
{
    private readonly FakeTimeProvider _clock = new();

    /// <param name="count">More than one are what several processes without a server would have: nobody tells the others.</param>
    public InProcessStoreUnderCheck(int count = 1) =>
        Instances = [
            .. Enumerable
                .Range(0, count)
                .Select(_ => new InProcessStore(new InProcessStoreOptions { TimeProvider = _clock }).Store),
        ];

    public override IReadOnlyList<CacheStore> Instances { get; }

    public override Task AdvanceAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
