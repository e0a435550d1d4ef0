namespace EfCache.Storage.Remote;

internal enum CircuitState
{
    /// <summary>The servers are asked.</summary>
    Closed,

    /// <summary>Nobody asks but a probe now and then.</summary>
    Open,
}
