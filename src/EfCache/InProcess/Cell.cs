namespace EfCache.InProcess;

/// <summary>
/// A tag's cell. Its state changes by compare-and-swap only. Each ticket, each entry and each writer that needs the cell
/// holds a reference; when the last is given back the cell is retired, for good.
/// </summary>
internal sealed class Cell(string name)
{
    private const int Retired = -1;

    private CellState _state = new Stamp();
    private int _references = 1;
    private int _isWatched;

    public string Name { get; } = name;

    public CellState State => Volatile.Read(ref _state);

    /// <summary>What it takes in memory, in bytes: name, state, and its place in the dictionary.</summary>
    public long Size => 200 + (2L * Name.Length);

    /// <returns>False when the state is no longer the one that was seen.</returns>
    public bool TryChange(CellState seen, CellState next) =>
        ReferenceEquals(Interlocked.CompareExchange(ref _state, next, seen), seen);

    /// <summary>Only after the cell was retired: nobody can add a writer any more.</summary>
    public void Die() => Volatile.Write(ref _state, DeadCell.Instance);

    /// <summary>Somebody takes it upon them to look whether its writers' leases have ended.</summary>
    /// <returns>False when another has already.</returns>
    public bool TryWatch() =>
        Volatile.Read(ref _isWatched) == 0 && Interlocked.CompareExchange(ref _isWatched, 1, 0) == 0;

    /// <summary>To be followed by another look at the state: a writer may have come who found the cell watched.</summary>
    public void Unwatch() => Interlocked.Exchange(ref _isWatched, 0);

    /// <returns>False when the cell is retired.</returns>
    public bool TryReference()
    {
        var seen = Volatile.Read(ref _references);
        while (seen != Retired)
        {
            var before = Interlocked.CompareExchange(ref _references, seen + 1, seen);
            if (before == seen)
            {
                return true;
            }

            seen = before;
        }

        return false;
    }

    /// <returns>True when these were the last and the cell is retired by this call.</returns>
    public bool Release(int references) =>
        Interlocked.Add(ref _references, -references) == 0
        && Interlocked.CompareExchange(ref _references, Retired, 0) == 0;
}
