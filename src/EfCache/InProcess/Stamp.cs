namespace EfCache.InProcess;

/// <summary>
/// A tag's version. The object is the stamp: as long as an entry or a ticket refers to it there can be no other that
/// is equal, which 16 random bytes promise to stores whose stamps leave the process.
/// </summary>
internal sealed class Stamp : CellState { }
