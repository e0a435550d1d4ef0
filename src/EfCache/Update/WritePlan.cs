using EfCache.Storage;

namespace EfCache.Update;

/// <summary>What a command writes, as far as it is known before it runs.</summary>
/// <param name="Tables">Tables of which it may write any row, with those that the database writes along.</param>
/// <param name="Everything">It may write any table.</param>
/// <param name="Target">A table of which it writes some rows.</param>
internal sealed record WritePlan(
    IReadOnlyCollection<QualifiedTableName> Tables,
    bool Everything,
    WriteTarget? Target = null
)
{
    public static readonly WritePlan OfEverything = new([], Everything: true);
}
