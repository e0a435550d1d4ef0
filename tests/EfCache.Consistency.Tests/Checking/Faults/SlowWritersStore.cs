using EfCache.Specification.Tests.Storage;
using EfCache.Storage;

namespace EfCache.Consistency.Tests.Checking.Faults;

/// <summary>
/// Some who write take long: after a mark, until a fault has happened, so that the mark may be lost before the commit; and between the
/// commit and the bump, so that others read meanwhile.
/// </summary>
internal sealed class SlowWritersStore(CacheStore inner, Disturbance disturbance, int seed) : DelegatingStore(inner)
{
    private const int OneIn = 6;
    private const int MostReads = 150;

    private readonly Random _random = new(seed);

    public override void Mark(WriterId writer, IReadOnlyCollection<Tag> tags, TimeSpan lease)
    {
        base.Mark(writer, tags, lease);
        AfterMarkAsync().Wait();
    }

    public override async ValueTask MarkAsync(
        WriterId writer,
        IReadOnlyCollection<Tag> tags,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        await base.MarkAsync(writer, tags, lease, cancellationToken);
        await AfterMarkAsync();
    }

    public override void Bump(WriterId writer, IReadOnlyCollection<Tag> tags)
    {
        BeforeBumpAsync().Wait();
        base.Bump(writer, tags);
    }

    public override async ValueTask BumpAsync(WriterId writer, IReadOnlyCollection<Tag> tags)
    {
        await BeforeBumpAsync();
        await base.BumpAsync(writer, tags);
    }

    /// <summary>Long enough for others to notice a new run, and to fill entries by it.</summary>
    private async Task AfterMarkAsync()
    {
        if (Next(OneIn) == 0)
        {
            await disturbance.UntilFaultIsOverAsync();
            await disturbance.Clock.AfterAsync(Next(MostReads));
        }
    }

    private Task BeforeBumpAsync() =>
        Next(OneIn) == 0 ? disturbance.Clock.AfterAsync(Next(MostReads)) : Task.CompletedTask;

    private int Next(int count)
    {
        lock (_random)
        {
            return _random.Next(count);
        }
    }
}
