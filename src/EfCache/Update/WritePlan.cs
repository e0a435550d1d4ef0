using EfCache.Storage;

namespace EfCache.Update;

/// <summary>What a command writes, as far as it is known before it runs: whole tables, or anything.</summary>
/// <param name="Tables">The tables, with those that the database writes along.</param>
/// <param name="Everything">It may write any table.</param>
internal sealed record WritePlan(IReadOnlyCollection<QualifiedTableName> Tables, bool Everything)
{
    public static readonly WritePlan OfEverything = new([], Everything: true);
}
