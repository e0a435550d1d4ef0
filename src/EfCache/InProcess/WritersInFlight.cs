using EfCache.Storage;

namespace EfCache.InProcess;

/// <summary>The writers that may commit at any moment, or have, and have yet to say so.</summary>
internal sealed class WritersInFlight : CellState
{
    private readonly LeasedWriter[] _writers;

    private WritersInFlight(LeasedWriter[] writers)
    {
        _writers = writers;
    }

    public int Count => _writers.Length;

    public ReadOnlySpan<LeasedWriter> Writers => _writers;

    public bool IsOnly(WriterId writer) => _writers is [var only] && only.Id == writer;

    /// <summary>Whether any lease still runs; else the state counts as a stamp that nobody has seen.</summary>
    public bool AnyLeased(long now)
    {
        foreach (var writer in _writers)
        {
            if (!writer.IsGone(now))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The state with the writer in it, its lease anew if it was there, and without those whose lease has ended.</summary>
    public static WritersInFlight With(CellState state, LeasedWriter writer, long now)
    {
        if (state is not WritersInFlight { _writers: var present })
        {
            return new WritersInFlight([writer]);
        }

        var writers = new List<LeasedWriter>(present.Length + 1);
        foreach (var other in present)
        {
            if (other.Id != writer.Id && !other.IsGone(now))
            {
                writers.Add(other);
            }
        }

        writers.Add(writer);
        return new WritersInFlight([.. writers]);
    }

    /// <summary>The state without the writer: when no other's lease runs, a fresh stamp.</summary>
    public CellState Without(WriterId writer, long now)
    {
        var others = Array.FindAll(_writers, other => other.Id != writer && !other.IsGone(now));
        return others.Length == 0 ? new Stamp() : new WritersInFlight(others);
    }
}
