namespace EfCache.Storage.Remote;

/// <summary>What a tag's cell on a server holds.</summary>
internal enum CellKind
{
    /// <summary>Nothing, or nothing that is a cell.</summary>
    Missing,

    Stamp,

    /// <summary>Writers in flight, or whose leases have ended: only the server's clock tells.</summary>
    Writers,
}
