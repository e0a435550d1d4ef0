using EfCache.Storage.Remote.Payloads;

namespace EfCache.Storage.Remote;

/// <summary>The stamps and epochs of one reader. It holds nothing on any server.</summary>
internal sealed class RemoteTicket : Ticket
{
    private readonly Sight? _sight;
    private IReadOnlyList<Tag> _forgotten = [];
    private Action? _release;

    private RemoteTicket(Sight? sight) => _sight = sight;

    /// <summary>The ticket of a reader that may not fill.</summary>
    public static RemoteTicket Blocked { get; } = new(null);

    public override bool CanFill => _sight is not null;

    /// <exception cref="InvalidOperationException">The reader may not fill.</exception>
    public Sight Sight =>
        _sight
        ?? throw new InvalidOperationException("A ticket that was taken under a writer in flight fills nothing.");

    /// <summary>A ticket of what was seen before the database is read.</summary>
    public static RemoteTicket Of(Sight sight)
    {
        if (!sight.HasAllStamps || !sight.MayFill)
        {
            return Blocked;
        }

        // It may wait for as long as the database takes.
        sight.Payload = default;
        return new RemoteTicket(sight);
    }

    /// <summary>What an entry that is stored with the ticket depends on.</summary>
    public TagVersion[] Versions()
    {
        var versions = new List<TagVersion>(Sight.Cells.Length);
        for (var i = 0; i < Sight.Cells.Length; i++)
        {
            if (!_forgotten.Contains(Sight.Tags[i]))
            {
                versions.Add(TagVersion.Of(Sight.Tags[i], Sight.Cells[i].Stamp, Sight.Cells[i].Epoch));
            }
        }

        return [.. versions];
    }

    /// <summary>A copy of what is stored with the ticket, for a near cache.</summary>
    public NearEntry Copy(CachedResult result) =>
        new(result, Sight.Cells, [.. Sight.Tags.Select(tag => !_forgotten.Contains(tag))]);

    // The stamps never occur twice, so that equal ones are those of the same tags; readers with equal keys have equal tags.
    public override bool HasSameStamps(Ticket other) =>
        CanFill && other is RemoteTicket { CanFill: true } its && Sight.Cells.AsSpan().SequenceEqual(its.Sight.Cells);

    public override void Forget(Tag tag) => _forgotten = [.. _forgotten, tag];

    /// <summary>What is to be done when the ticket is not needed any more: others wait for its reader.</summary>
    public void WhenDisposed(Action release) => Volatile.Write(ref _release, release);

    public override void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
