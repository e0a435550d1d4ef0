using System.Collections.Concurrent;
using EfCache.Storage;
using EfCache.Storage.Remote;

namespace EfCache.Tests.Storage.Remote;

/// <summary>A store whose servers are up or down as a test says, and hold a stamp in each cell and one payload.</summary>
internal sealed class ServersOfTest(RemoteStoreOptions options, InvalidationFailure failure)
    : RemoteCacheStore(options, failure, near: null)
{
    private static readonly Guid Stamp = Guid.NewGuid();
    private static readonly Guid Epoch = Guid.NewGuid();

    private volatile bool _isDown;
    private int _asked;

    public override string Name => "servers-of-a-test";

    public bool IsDown
    {
        get => _isDown;
        set => _isDown = value;
    }

    /// <summary>Whether only a part of them is down.</summary>
    public bool IsPartly { get; set; }

    public ReadOnlyMemory<byte> Payload { get; set; }

    /// <summary>How often they were asked, probes included.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public ConcurrentBag<Tag> Bumped { get; } = [];

    public void BeginRun() => OnNewRun();

    protected override void Read(Sight sight, bool withEntry)
    {
        Ask();
        Array.Fill(sight.Cells, CellSight.Of(Stamp, Epoch, mayFill: true));
        sight.Payload = Payload;
    }

    protected override Task ReadAsync(Sight sight, bool withEntry, CancellationToken cancellationToken) =>
        Async(() => Read(sight, withEntry));

    protected override void Settle(Sight sight) => Read(sight, withEntry: false);

    protected override Task SettleAsync(Sight sight, CancellationToken cancellationToken) => Async(() => Settle(sight));

    protected override Task SendAsync(Sight sight, ReadOnlyMemory<byte> payload, EntryLifetime lifetime) => Async(Ask);

    protected override Task TouchAsync(Sight sight, TimeSpan window) => Async(Ask);

    protected override Task ProbeAsync(CancellationToken cancellationToken) => Async(Ask);

    protected override void MarkCells(WriterId writer, IReadOnlyCollection<Tag> tags, TimeSpan lease) => Ask();

    protected override Task MarkCellsAsync(
        WriterId writer,
        IReadOnlyCollection<Tag> tags,
        TimeSpan lease,
        CancellationToken cancellationToken
    ) => Async(Ask);

    protected override void BumpCells(WriterId writer, IReadOnlyCollection<Tag> tags)
    {
        Ask();
        foreach (var tag in tags)
        {
            Bumped.Add(tag);
        }
    }

    protected override Task BumpCellsAsync(
        WriterId writer,
        IReadOnlyCollection<Tag> tags,
        CancellationToken cancellationToken
    ) => Async(() => BumpCells(writer, tags));

    protected override bool TryLead(Sight sight, WriterId reader, TimeSpan lease) => throw new NotSupportedException();

    protected override Task<bool> TryLeadAsync(
        Sight sight,
        WriterId reader,
        TimeSpan lease,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    protected override Task EndLeadAsync(Sight sight, WriterId reader) => throw new NotSupportedException();

    private static async Task Async(Action action)
    {
        await Task.Yield();
        action();
    }

    private void Ask()
    {
        Interlocked.Increment(ref _asked);
        if (IsDown)
        {
            throw new StoreUnavailableException("a test says so") { IsPartial = IsPartly };
        }
    }
}
