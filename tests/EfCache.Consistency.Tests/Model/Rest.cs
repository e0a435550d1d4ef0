namespace EfCache.Consistency.Tests.Model;

/// <summary>The database, and what the surroundings may still do.</summary>
internal struct Rest
{
    /// <summary>A bit for each writer whose commit is visible.</summary>
    public byte Database;

    public byte CellEvictions;

    public byte EntryEvictions;

    public byte Saves;

    public byte Restarts;

    /// <summary>A bit for each server that has a saved state.</summary>
    public byte Saved;
}
