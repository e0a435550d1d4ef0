namespace EfCache.Storage;

/// <summary>Why a lookup was not a hit. The names, in lower case, are the values of the metric's <c>reason</c>.</summary>
internal enum MissReason
{
    /// <summary>It was a hit.</summary>
    None,

    /// <summary>There is no entry under the key (never filled, or evicted).</summary>
    Absent,

    /// <summary>The entry's time to live is over.</summary>
    Expired,

    /// <summary>A tag's stamp is not the one that the entry was stored with, or is gone: something was written.</summary>
    Invalidated,

    /// <summary>A writer is in flight on one of the tags.</summary>
    WriterInFlight,

    /// <summary>The entry is there, but cannot be replayed for this query.</summary>
    Unreadable,

    /// <summary>
    /// A server's run is new: nothing is stored for a while, since marks of writers in flight may have been lost with the last one.
    /// </summary>
    NewRun,

    /// <summary>The store did not answer.</summary>
    Unavailable,
}
