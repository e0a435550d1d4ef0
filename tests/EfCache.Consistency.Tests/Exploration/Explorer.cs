namespace EfCache.Consistency.Tests.Exploration;

/// <summary>
/// Runs every interleaving of a scenario's steps on the real store, and counts them.
/// </summary>
/// <remarks>
/// Each schedule is run from a fresh store, since a store cannot be taken back a step. Schedules that lead to the same
/// state share one future, which is run once and counted as often as it is reached; <c>merges: false</c> runs each to its
/// end, to show that this loses nothing.
/// </remarks>
internal sealed class Explorer(Scenario scenario, bool merges = true)
{
    private readonly Dictionary<string, Future> _futures = [];
    private readonly List<Move> _schedule = [];

    /// <summary>How many different states there were, when they were merged.</summary>
    public int States => _futures.Count;

    /// <summary>How many schedules, begun or whole, were run on a store of their own.</summary>
    public long Runs { get; private set; }

    /// <summary>The first schedule that ended in a stale hit, or in a cache that no longer works; null when none did.</summary>
    public IReadOnlyList<Move>? Counterexample { get; private set; }

    /// <summary>Explores until all is explored or a counterexample is found.</summary>
    public Future Explore()
    {
        var world = Replay();
        var wasHit = world.LastWasHit;
        var future = Continue(world);
        return wasHit ? future with { Hits = future.Hits + future.Interleavings } : future;
    }

    private Future Continue(World world)
    {
        var moves = world.Moves();
        if (world.IsStale || (moves.Count == 0 && !world.EndsWell()))
        {
            Counterexample = [.. _schedule];
            return default;
        }

        if (moves.Count == 0)
        {
            return new Future(Interleavings: 1, Hits: 0);
        }

        var fingerprint = merges ? world.Fingerprint() : null;
        if (fingerprint is not null && _futures.TryGetValue(fingerprint, out var future))
        {
            return future;
        }

        future = default;
        foreach (var move in moves)
        {
            _schedule.Add(move);
            var next = Explore();
            if (Counterexample is not null)
            {
                return default;
            }

            future = new Future(future.Interleavings + next.Interleavings, future.Hits + next.Hits);
            _schedule.RemoveAt(_schedule.Count - 1);
        }

        if (fingerprint is not null)
        {
            _futures.Add(fingerprint, future);
        }

        return future;
    }

    private World Replay()
    {
        Runs++;
        var world = new World(scenario);
        foreach (var move in _schedule)
        {
            world.Perform(move);
        }

        return world;
    }
}
