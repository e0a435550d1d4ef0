using EfCache.Query.Plans;
using EfCache.Settings;

namespace EfCache.Query;

/// <summary>
/// What of the settings decides a plan's policy. Options that are made for each scope bring settings of their own, which are
/// nearly always alike in this.
/// </summary>
internal readonly record struct PolicyInputs(
    bool CacheAllQueries,
    TimeSpan DefaultTtl,
    TimeSpan? Sliding,
    CachePolicy? Policy
)
{
    /// <exception cref="InvalidOperationException">The query names a policy that these settings do not have.</exception>
    public static PolicyInputs Of(QueryPlan plan, CacheSettings settings) =>
        new(
            settings.CacheAllQueries,
            settings.DefaultTtl,
            settings.Sliding,
            PolicyResolver.RequirePolicy(plan.Directives.Policy, settings)
        );
}
