namespace EfCache.Storage.Remote;

/// <summary>A tag's cell as it was seen.</summary>
/// <param name="Kind">What it held.</param>
/// <param name="Stamp">The stamp, if it held one.</param>
/// <param name="Epoch">The server's run that it was seen in (rule 9).</param>
/// <param name="MayFill">Whether that run has been there for long enough for nobody's mark to be lost with an earlier one.</param>
internal readonly record struct CellSight(CellKind Kind, Guid Stamp, Guid Epoch, bool MayFill)
{
    public static CellSight Of(Guid stamp, Guid epoch, bool mayFill) => new(CellKind.Stamp, stamp, epoch, mayFill);
}
