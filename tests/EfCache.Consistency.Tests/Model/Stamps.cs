namespace EfCache.Consistency.Tests.Model;

/// <summary>
/// Where a state has stamps and epochs. They have no names: only which of them are equal counts, so they are numbered in
/// the order of these places. That makes the states finite, and loses nothing.
/// </summary>
internal sealed class Stamps
{
    private readonly ModelScenario _scenario;
    private readonly int[][] _stamps;
    private readonly int[][] _epochs;

    public Stamps(ModelScenario scenario, StateLayout layout)
    {
        _scenario = scenario;
        var state = new State(layout);
        _stamps = [.. scenario.Tags.Select((_, tag) => PlacesOfStamps(state, tag))];
        _epochs = [.. Enumerable.Range(0, state.Servers.Length).Select(server => PlacesOfEpochs(state, server))];
    }

    /// <summary>A stamp of the tag that is nowhere in the state.</summary>
    public byte Fresh(State state, int tag) => Unused(state, _stamps[tag]);

    /// <summary>An epoch of the server that is nowhere in the state.</summary>
    public byte FreshEpoch(State state, int server) => Unused(state, _epochs[server]);

    public void Rename(State state)
    {
        // Counters are numbers, and are compared as such only by being equal; but the next depends on the last.
        if (_scenario.Broken != BrokenRule.CountersRestart)
        {
            foreach (var places in _stamps)
            {
                Rename(state.Bytes, places);
            }
        }

        if (_scenario.Restarts > 0)
        {
            foreach (var places in _epochs)
            {
                Rename(state.Bytes, places);
            }
        }
    }

    private static byte Unused(State state, int[] places)
    {
        byte most = 0;
        foreach (var place in places)
        {
            most = Math.Max(most, state.Bytes[place]);
        }

        return (byte)(most + 1);
    }

    private static void Rename(Span<byte> bytes, int[] places)
    {
        Span<byte> names = stackalloc byte[32];
        names.Clear();
        byte last = 0;
        foreach (var place in places)
        {
            ref var stamp = ref bytes[place];
            if (stamp != 0)
            {
                ref var name = ref names[stamp];
                if (name == 0)
                {
                    name = ++last;
                }

                stamp = name;
            }
        }
    }

    private int[] PlacesOfStamps(State state, int tag)
    {
        List<int> places = [state.OffsetOf(ref state.Cells[tag].Stamp)];
        if (state.SavedCells.Length > 0)
        {
            places.Add(state.OffsetOf(ref state.SavedCells[tag].Stamp));
        }

        for (var query = 0; query < _scenario.Queries.Length; query++)
        {
            var slot = Array.IndexOf(_scenario.Queries[query].Tags, tag);
            if (slot >= 0)
            {
                AddStamps(places, state, query, slot);
            }
        }

        if (_scenario.Broken == BrokenRule.StampSentTwice)
        {
            for (var writer = 0; writer < state.Writers.Length; writer++)
            {
                places.Add(state.OffsetOf(ref state.Writers[writer].Sent[tag]));
            }
        }

        return [.. places];
    }

    private void AddStamps(List<int> places, State state, int query, int slot)
    {
        places.Add(state.OffsetOf(ref state.Entries[query].Stamps[slot]));
        if (state.SavedEntries.Length > 0)
        {
            places.Add(state.OffsetOf(ref state.SavedEntries[query].Stamps[slot]));
        }

        for (var reader = 0; reader < state.Readers.Length; reader++)
        {
            if (_scenario.Readers[reader].Query == query)
            {
                places.Add(state.OffsetOf(ref state.Readers[reader].Stamps[slot]));
                places.Add(state.OffsetOf(ref state.Readers[reader].EntryStamps[slot]));
            }
        }
    }

    private int[] PlacesOfEpochs(State state, int server)
    {
        List<int> places = [state.OffsetOf(ref state.Servers[server].Epoch)];
        for (var query = 0; query < _scenario.Queries.Length; query++)
        {
            for (var slot = 0; slot < _scenario.Queries[query].Tags.Length; slot++)
            {
                if (_scenario.Servers[_scenario.Queries[query].Tags[slot]] == server)
                {
                    AddEpochs(places, state, query, slot);
                }
            }
        }

        return [.. places];
    }

    private void AddEpochs(List<int> places, State state, int query, int slot)
    {
        places.Add(state.OffsetOf(ref state.Entries[query].Epochs[slot]));
        if (state.SavedEntries.Length > 0)
        {
            places.Add(state.OffsetOf(ref state.SavedEntries[query].Epochs[slot]));
        }

        for (var reader = 0; reader < state.Readers.Length; reader++)
        {
            if (_scenario.Readers[reader].Query == query)
            {
                places.Add(state.OffsetOf(ref state.Readers[reader].Epochs[slot]));
                places.Add(state.OffsetOf(ref state.Readers[reader].EntryEpochs[slot]));
            }
        }
    }
}
