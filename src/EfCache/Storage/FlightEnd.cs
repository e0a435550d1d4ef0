namespace EfCache.Storage;

/// <summary>What waiting for a flight came to.</summary>
internal enum FlightEnd
{
    /// <summary>The leader's result is this reader's too.</summary>
    Landed,

    /// <summary>There is nothing to share, or it took too long: read for yourself, side by side with the others.</summary>
    GoAlone,

    /// <summary>
    /// The leader failed and this reader is the leader now: it reads the database and ends the flight, for which the
    /// other followers still wait.
    /// </summary>
    TakeOver,
}
