namespace EfCache.InProcess;

/// <summary>
/// The last state of a cell that the store dropped. It comes before the cell leaves the dictionary: an entry that still
/// refers to the cell is dead by then, and a writer that still refers to it looks for the cell that took its place.
/// </summary>
internal sealed class DeadCell : CellState
{
    private DeadCell() { }

    public static DeadCell Instance { get; } = new();
}
