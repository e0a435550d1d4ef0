using System.Diagnostics;

namespace EfCache.Consistency.Tests.Model;

/// <summary>
/// Visits every state that any interleaving leads to, the nearest first, so that a counterexample is a shortest one.
/// </summary>
/// <param name="scenario">What is explored.</param>
/// <param name="mergesReaders">Readers that are alike may change places, which halves the states, but not a story's sense.</param>
internal sealed class ModelExplorer(ModelScenario scenario, bool mergesReaders = true)
{
    private const int NoParent = -1;

    /// <summary>A scenario with more is too large for what these tests may take, or its states are endless.</summary>
    private const int MaxStates = 16_000_000;

    private readonly Protocol _protocol = new(scenario);
    private readonly ModelResult _result = new();
    private readonly List<Origin> _origins = [];

    public ModelResult Explore(bool countsInterleavings = false)
    {
        var started = Stopwatch.GetTimestamp();
        var states = new StateSet(_protocol.Layout.Length);
        var graph = countsInterleavings ? new StepGraph() : null;
        AddInitialStates(states);
        var initialStates = states.Count;
        Visit(states, graph);
        _result.States = states.Count;
        _result.Interleavings = _result.Counterexample is null ? graph?.CountPaths(initialStates) : null;
        _result.Elapsed = Stopwatch.GetElapsedTime(started);
        return _result;
    }

    private void AddInitialStates(StateSet states)
    {
        foreach (var state in _protocol.InitialStates())
        {
            _protocol.Normalize(state, mergesReaders);
            if (!states.Add(state.Bytes, out _))
            {
                throw new InvalidOperationException("Two initial states are the same.");
            }

            _origins.Add(new Origin(NoParent, default, 0, 0));
        }
    }

    private void Visit(StateSet states, StepGraph? graph)
    {
        var recovery = new Recovery(scenario, _protocol);
        var steps = new List<Step>();
        var (state, next) = (new State(_protocol.Layout), new State(_protocol.Layout));
        for (var index = 0; index < states.Count; index++)
        {
            if (states.Count > MaxStates)
            {
                throw new InvalidOperationException($"More than {MaxStates} states.");
            }

            states.Read(index, state.Bytes);
            if (IsViolated(recovery.Check(state), index, null))
            {
                return;
            }

            steps.Clear();
            _protocol.Enumerate(state, steps);
            graph?.BeginState();
            foreach (var step in steps)
            {
                next.CopyFrom(state);
                _protocol.Apply(next, step);
                if (IsViolated(next.Violated, index, step))
                {
                    return;
                }

                _result.Steps++;
                _result.Hits += next.WasHit ? 1 : 0;
                _protocol.Normalize(next, mergesReaders);
                if (states.Add(next.Bytes, out var target))
                {
                    _origins.Add(new Origin(index, step.Kind, (byte)step.Actor, (byte)step.Target));
                }

                graph?.Add(target);
            }
        }
    }

    private bool IsViolated(ModelProperty violated, int index, Step? last)
    {
        violated &= scenario.Checked;
        if (violated == ModelProperty.None)
        {
            return false;
        }

        var steps = new List<Step>();
        for (; _origins[index].Parent != NoParent; index = _origins[index].Parent)
        {
            steps.Add(_origins[index].Step);
        }

        steps.Reverse();
        _result.Counterexample = new Counterexample(violated, index, last is { } step ? [.. steps, step] : steps);
        return true;
    }

    /// <summary>The step by which a state was first reached. Small, since there are millions.</summary>
    private readonly record struct Origin(int Parent, StepKind Kind, byte Actor, byte Target)
    {
        public Step Step => new(Kind, Actor, Target);
    }
}
