namespace EfCache.InProcess;

/// <summary>
/// What a tag's cell says: a <see cref="Stamp"/>, <see cref="WritersInFlight"/>, or <see cref="DeadCell"/>. Immutable, and
/// compared by reference only, so that one compare-and-swap is a step of the protocol.
/// </summary>
internal abstract class CellState { }
