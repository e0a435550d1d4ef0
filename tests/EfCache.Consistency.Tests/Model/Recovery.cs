namespace EfCache.Consistency.Tests.Model;

/// <summary>Whether the cache works again when all is quiet: a reader that is alone is served soon.</summary>
internal sealed class Recovery(ModelScenario scenario, Protocol protocol)
{
    private readonly StateSet _afterLease = new(protocol.Layout.StoreLength);
    private readonly StateSet _atOnce = new(protocol.Layout.StoreLength);
    private readonly State _state = new(protocol.Layout);
    private readonly List<Step> _steps = [];

    public ModelProperty Check(State state)
    {
        var violated = ModelProperty.None;
        if (!IsQuiet(state.Writers))
        {
            return violated;
        }

        // What the store holds decides, so each of its states is tried once.
        if (_afterLease.Add(state.Store, out _) && !IsServedSoon(state, leasesPass: true))
        {
            violated |= ModelProperty.Disabled;
        }

        if (OwesNothing(state) && _atOnce.Add(state.Store, out _) && !IsServedSoon(state, leasesPass: false))
        {
            violated |= ModelProperty.Delayed;
        }

        return violated;
    }

    private static bool IsQuiet(ReadOnlySpan<Writer> writers)
    {
        foreach (ref readonly var writer in writers)
        {
            if (writer.IsActive)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Nothing happened that the protocol lets cost a lease: no crash, no outcome unknown, no mark or epoch lost.</summary>
    private bool OwesNothing(State state)
    {
        foreach (ref readonly var writer in state.Writers)
        {
            var hasNotBegun = writer.Stage == WriterStage.Marking && writer.EarlyEnds == scenario.EarlyEnds;
            if (!hasNotBegun && writer.Stage != WriterStage.Done)
            {
                return false;
            }
        }

        return scenario is { IsStrict: false, Restarts: 0, LateMarks: 0 };
    }

    private bool IsServedSoon(State state, bool leasesPass)
    {
        for (var reader = 0; reader < scenario.Readers.Length; reader++)
        {
            if (!scenario.Readers[reader].IsInTransaction && !IsServedSoon(state, reader, leasesPass))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A read for each cell that it may find lost and put into quarantine, one that fills, and one that is served.</summary>
    private bool IsServedSoon(State state, int reader, bool leasesPass)
    {
        _state.CopyFrom(state);
        _state.Readers.Clear();
        var reads = scenario.Queries[scenario.Readers[reader].Query].Tags.Length + 2;
        var wasHit = false;
        for (var read = 0; read < reads && !wasHit; read++)
        {
            if (leasesPass)
            {
                protocol.Surroundings.EndAllLeases(_state);
            }

            _state.Readers[reader].ReadsLeft = 2;
            do
            {
                _steps.Clear();
                protocol.Readers.Enumerate(_state, reader, _steps);
                protocol.Apply(_state, _steps[0]);
                wasHit |= _state.WasHit;
            } while (!_state.Readers[reader].IsBetweenReads);
        }

        return wasHit;
    }
}
