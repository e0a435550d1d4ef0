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

    public static readonly WritePlan OfNothing = new([], Everything: false);

    /// <summary>Tags of the user's, which are invalidated along.</summary>
    public IReadOnlyCollection<string> UserTags { get; init; } = [];

    public bool IsNothing => !Everything && Target is null && Tables.Count == 0 && UserTags.Count == 0;

    /// <summary>What either writes.</summary>
    public WritePlan And(WritePlan? other) =>
        other is null
            ? this
            : this with
            {
                Tables = [.. Tables.Union(other.Tables)],
                Everything = Everything || other.Everything,
                Target = Target ?? other.Target, // Only a bulk statement has one, and it is one.
                UserTags = [.. UserTags.Union(other.UserTags)],
            };
}
