namespace EfCache.Storage;

/// <summary>What a reader that missed has to do.</summary>
internal enum FlightRole
{
    /// <summary>Read the database without telling anyone: its stamps are not the flight's, or it may not fill.</summary>
    Alone,

    /// <summary>Read the database, and end the flight by exactly one of its three ends.</summary>
    Leader,

    /// <summary>Wait for the flight: its leader is reading what this reader would read.</summary>
    Follower,
}
