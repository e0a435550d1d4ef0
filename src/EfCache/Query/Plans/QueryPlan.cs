using System.Collections.Immutable;
using EfCache.Settings;

namespace EfCache.Query.Plans;

/// <summary>
/// What is known of a query from its expression, once for all executions and all contexts: nothing of the options is in it,
/// since contexts with different options share compiled queries.
/// </summary>
internal sealed class QueryPlan
{
    private CachedPlan? _lastUsed;
    private int _logged;

    public required CacheDirectives Directives { get; init; }

    /// <summary>What the query reads, visible or declared.</summary>
    public required IReadOnlyList<TableAccess> Accesses { get; init; }

    public required ImmutableArray<PlanParameter> Parameters { get; init; }

    /// <summary>How each result column is read, in the order of the projection; null when the plan can't be cached.</summary>
    public required IReadOnlyList<PlanColumn>? Columns { get; init; }

    /// <summary>The result's columns come in the order of the user's own SQL, and are found by their names.</summary>
    public required bool ColumnsByName { get; init; }

    /// <summary>Why the query can't be cached, whoever asks for it; <see cref="Obstacle.None"/> if it can.</summary>
    public required Obstacle Obstacle { get; init; }

    public required bool IsNonDeterministic { get; init; }

    /// <summary>The name of an entity that is never cached, if the query reads one.</summary>
    public required string? NeverCachedEntity { get; init; }

    /// <summary>All entities that the query reads are cacheable without asking.</summary>
    public required bool ReadsOnlyCacheableEntities { get; init; }

    /// <summary>The shortest time to live of the entities that the query reads.</summary>
    public required TimeSpan? EntityTtl { get; init; }

    /// <summary>Which rows are known to have been there when the result has enough rows; null when the result does not tell.</summary>
    public required FoundRows? FoundRows { get; init; }

    /// <summary>
    /// The query reads entities of which a later write has to name a partition by a value that comes from the database.
    /// </summary>
    public required bool ReadsPartitionProperties { get; init; }

    /// <summary>It reads such entities out of something that can't be seen into, and may have other values than the table.</summary>
    public required bool MayMakeUpPartitions { get; init; }

    /// <summary>
    /// All that a result depends on and that the command's text does not tell: types of parameters and columns, tables. Two
    /// plans with equal texts and fingerprints have interchangeable results.
    /// </summary>
    public required string Fingerprint { get; init; }

    /// <summary>Whether anybody asks for the query to be cached: itself, the model or the options.</summary>
    public bool IsRequested(CacheSettings settings) =>
        Directives.IsCacheable || ReadsOnlyCacheableEntities || settings.CacheAllQueries;

    /// <summary>The plan under the context's settings. Nearly always all contexts of a query have alike ones.</summary>
    /// <exception cref="InvalidOperationException">The query names a policy that these settings do not have.</exception>
    public CachedPlan For(CacheSession session)
    {
        var tagPrefix = session.TagPrefix;
        var inputs = PolicyInputs.Of(this, session.Settings);
        if (_lastUsed is { } last && last.Inputs == inputs && last.TagPrefix == tagPrefix)
        {
            return last;
        }

        return _lastUsed = new CachedPlan(this, inputs, tagPrefix, session.ProviderName);
    }

    /// <summary>True the first time that something is asked about: what is logged once for each query.</summary>
    public bool IsFirst(BypassReason reason) => IsFirst((int)reason);

    public bool IsFirstTooLarge() => IsFirst(bit: 31);

    public bool IsFirstNotStorable() => IsFirst(bit: 30);

    private bool IsFirst(int bit)
    {
        var mask = 1 << bit;
        return (Volatile.Read(ref _logged) & mask) == 0 && (Interlocked.Or(ref _logged, mask) & mask) == 0;
    }
}
