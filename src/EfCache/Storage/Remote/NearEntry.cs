namespace EfCache.Storage.Remote;

/// <summary>A copy of an entry, and what it depends on.</summary>
/// <param name="result">The rows.</param>
/// <param name="cells">The request's tags' cells as they were when it was stored, in the order of the tags.</param>
/// <param name="depends">On which of them it depends: those that its ticket forgot do not matter.</param>
internal sealed class NearEntry(CachedResult result, CellSight[] cells, bool[] depends)
{
    public CachedResult Result { get; } = result;

    public int Dependencies => cells.Length;

    /// <summary>Where it is kept; the near cache's own business.</summary>
    public object? Place { get; set; }

    /// <summary>Rule 1. Equal keys have equal tags.</summary>
    public bool IsCurrent(Sight sight)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            ref readonly var now = ref sight.Cells[i];
            ref readonly var then = ref cells[i];
            if (depends[i] && (now.Kind != CellKind.Stamp || now.Stamp != then.Stamp || now.Epoch != then.Epoch))
            {
                return false;
            }
        }

        return true;
    }
}
