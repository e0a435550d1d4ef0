using EfCache.Storage;

namespace EfCache.Query;

/// <summary>
/// A read of the database after a miss: the ticket to store its result with, and, when this reader is the one that others
/// wait for, their flight. It ends in exactly one of the three ways below.
/// </summary>
internal sealed class Miss(Ticket ticket, Flight? flight, EntryLifetime lifetime)
{
    private bool _ended;

    public Ticket Ticket => ticket;

    public EntryLifetime Lifetime => lifetime;

    /// <summary>The result is whole (and stored, if it could be): those who wait get it.</summary>
    public void Land(CachedResult result)
    {
        End();
        flight?.Land(result);
    }

    /// <summary>There will be no result to share: those who wait read for themselves.</summary>
    public void Release()
    {
        End();
        flight?.Release();
    }

    /// <summary>The read failed or was cancelled, if it did not end otherwise: one of those who wait takes over.</summary>
    public void FailUnlessEnded()
    {
        if (!_ended)
        {
            End();
            flight?.Fail();
        }
    }

    private void End()
    {
        _ended = true;
        ticket.Dispose();
    }
}
