namespace EfCache.Diagnostics;

/// <summary>A store on servers, whose health the meter shows.</summary>
internal interface IObservedServers
{
    /// <summary>The value of <c>store</c> in its measurements.</summary>
    string Name { get; }

    /// <summary>Whether they answer.</summary>
    bool IsAvailable { get; }

    /// <summary>How many tags' invalidations wait for being delivered.</summary>
    int KeptBumps { get; }
}
