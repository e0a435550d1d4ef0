using EfCache.Query.Plans;
using EfCache.Settings;

namespace EfCache.Query;

/// <summary>
/// Decides whether a plan is cached and for how long, by the precedence: an entity that is never cached, <c>NotCacheable</c>,
/// <c>Cacheable</c>, entities that are cacheable, all queries. Time to live: the query's own, its policy's, the shortest of
/// its entities', the default.
/// </summary>
internal static class PolicyResolver
{
    public static ResolvedPolicy Resolve(QueryPlan plan, PolicyInputs inputs)
    {
        var policy = inputs.Policy;
        var (bypass, detail) = BypassOf(plan, inputs);
        return new ResolvedPolicy(
            bypass,
            detail,
            plan.Directives.Ttl ?? policy?.Ttl ?? plan.EntityTtl ?? inputs.DefaultTtl,
            policy?.Sliding ?? inputs.Sliding,
            policy is null ? plan.Directives.UserTags : [.. plan.Directives.UserTags.Union(policy.Tags)]
        );
    }

    /// <summary>The policy that a query names; null when it names none.</summary>
    /// <exception cref="InvalidOperationException">There is no policy of that name.</exception>
    public static CachePolicy? RequirePolicy(string? name, CacheSettings settings)
    {
        if (name is null)
        {
            return null;
        }

        return settings.Policies.TryGetValue(name, out var policy)
            ? policy
            : throw new InvalidOperationException(
                $"Cacheable(\"{name}\"): there is no cache policy of that name. "
                    + (
                        settings.Policies.IsEmpty
                            ? "There are none; add it with AddPolicy in AddSecondLevelCache."
                            : $"There are: {string.Join(", ", settings.Policies.Keys.Order(StringComparer.Ordinal))}. "
                                + "Name one of them, or add it with AddPolicy in AddSecondLevelCache."
                    )
            );
    }

    private static (BypassReason Reason, string Detail) BypassOf(QueryPlan plan, PolicyInputs inputs)
    {
        var asked = plan.Directives.IsCacheable;
        if (!asked && !plan.ReadsOnlyCacheableEntities && !inputs.CacheAllQueries)
        {
            return (BypassReason.NotRequested, "it does not say Cacheable()");
        }

        if (plan.NeverCachedEntity is { } entity)
        {
            return (BypassReason.NeverCachedEntity, $"it reads {entity}, which IsNeverCached()");
        }

        if (plan.Directives.IsNotCacheable)
        {
            return (BypassReason.NotCacheable, "it says NotCacheable()");
        }

        if (plan.Obstacle.Reason != BypassReason.None)
        {
            return (plan.Obstacle.Reason, plan.Obstacle.Detail);
        }

        return !asked && plan.IsNonDeterministic
            ? (
                BypassReason.NonDeterministic,
                "it calls a function whose result is not determined by its arguments; if a result of some time ago will do, "
                    + "say Cacheable()"
            )
            : (BypassReason.None, "");
    }
}
