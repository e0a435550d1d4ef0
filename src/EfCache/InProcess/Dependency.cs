namespace EfCache.InProcess;

/// <summary>A tag's cell and the stamp that was seen in it before the database was read.</summary>
internal readonly record struct Dependency(Cell Cell, Stamp Stamp)
{
    public bool IsCurrent => ReferenceEquals(Cell.State, Stamp);
}
