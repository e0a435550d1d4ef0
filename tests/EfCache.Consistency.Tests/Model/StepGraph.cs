namespace EfCache.Consistency.Tests.Model;

/// <summary>The steps between states, by the states' numbers. States are begun in the order of their numbers.</summary>
internal sealed class StepGraph
{
    private readonly List<int> _starts = [];
    private readonly List<int> _targets = [];

    public void BeginState() => _starts.Add(_targets.Count);

    /// <summary>Adds a step of the state that was begun last. Two steps to one state are two.</summary>
    public void Add(int target) => _targets.Add(target);

    /// <summary>In how many ways one comes from the first states, so many as are said, to states without a step.</summary>
    /// <exception cref="InvalidOperationException">There is a way back to a state.</exception>
    public UInt128 CountPaths(int initialStates)
    {
        var arrivals = new int[_starts.Count];
        foreach (var target in _targets)
        {
            arrivals[target]++;
        }

        var paths = new UInt128[_starts.Count];
        paths.AsSpan(0, initialStates).Fill(1);
        var ready = new Stack<int>(Enumerable.Range(0, initialStates).Where(state => arrivals[state] == 0));
        var (total, visited) = (UInt128.Zero, 0);
        while (ready.TryPop(out var state))
        {
            visited++;
            var steps = StepsOf(state);
            total += checked(steps.Length == 0 ? paths[state] : 0);
            foreach (var target in steps)
            {
                paths[target] = checked(paths[target] + paths[state]);
                if (--arrivals[target] == 0)
                {
                    ready.Push(target);
                }
            }
        }

        return visited == _starts.Count
            ? total
            : throw new InvalidOperationException("The interleavings are endless: there is a way back to a state.");
    }

    private ReadOnlySpan<int> StepsOf(int state)
    {
        var end = state + 1 < _starts.Count ? _starts[state + 1] : _targets.Count;
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_targets)[_starts[state]..end];
    }
}
