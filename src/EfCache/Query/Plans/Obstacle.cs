namespace EfCache.Query.Plans;

/// <summary>Why a query can't be cached, whoever asks for it.</summary>
/// <param name="Reason">For the metric.</param>
/// <param name="Detail">In words, with the mend where there is one.</param>
internal sealed record Obstacle(BypassReason Reason, string Detail)
{
    public static readonly Obstacle None = new(BypassReason.None, "");

    public static readonly Obstacle MayWrite = new(
        BypassReason.MayWrite,
        "its SQL may write, or calls a function of which that is not known: each execution invalidates everything"
    );

    public static Obstacle Undeclared(string source) =>
        new(
            BypassReason.UndeclaredDependencies,
            $"it reads {source}, which can't be seen into; say what that reads with "
                + "Cacheable(q => q.DependsOn<...>()), or with HasCacheDependencies(...) on the entity of a view"
        );

    public static Obstacle Column(string name, string whyNot) =>
        new(BypassReason.UnsupportedColumn, $"its column {name} can't be kept: {whyNot}");

    public static Obstacle NotUnderstood(Exception exception) =>
        new(BypassReason.UnknownExpression, $"its expression can't be analyzed ({exception.GetType().Name})");

    /// <summary>The first obstacle is the one that is told.</summary>
    public Obstacle Or(Obstacle other) => Reason == BypassReason.None ? other : this;
}
