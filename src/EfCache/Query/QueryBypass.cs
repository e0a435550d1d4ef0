using EfCache.Diagnostics;
using EfCache.Settings;

namespace EfCache.Query;

/// <summary>Counts the queries that run without the cache, and says once for each query why.</summary>
internal static class QueryBypass
{
    public static void Report(BypassReason reason, QueryTemplate query, CacheSession session)
    {
        var diagnostics = session.Diagnostics;
        CacheDiagnostics.Bypassed(reason.ToMetric());
        if (reason == BypassReason.ConnectionInterceptor)
        {
            if (UntrustedContexts.IsFirst(session.Context.GetType()))
            {
                diagnostics.LogConnectionInterceptor(session.Context, session.UntrustedInterceptor!);
            }
        }
        else if (query.Plan.IsFirst(reason) || (IsMisconfiguration(reason) && diagnostics.BypassIsError))
        {
            diagnostics.LogBypassed(
                session.Context,
                query.CommandText,
                reason.ToMetric(),
                Describe(reason, query, session),
                IsMisconfiguration(reason)
            );
        }
    }

    public static string Describe(BypassReason reason, QueryTemplate query, CacheSession session) =>
        reason switch
        {
            BypassReason.Transaction when !session.Settings.ServeHitsInTransactions =>
                "the context is in a transaction",
            BypassReason.Transaction =>
                "the context is in a transaction whose isolation level is not known to be ReadCommitted or lower, or in which raw "
                    + "SQL may have changed it",
            BypassReason.OwnWrite => "the context's transaction wrote what it reads",
            BypassReason.SessionState =>
                "raw SQL may have set something on the connection, which is open since, that changes what queries return; name "
                    + "what that is with VaryBy(...), or close the connection",
            BypassReason.ConnectionInterceptor =>
                $"the connection interceptor {session.UntrustedInterceptor} may set something on the connection that changes "
                    + "what queries return; name what that is with VaryBy(...), or say TrustConnectionInterceptors()",
            BypassReason.PrivateDatabase => "its database is private to a connection that is not open",
            BypassReason.UnsupportedParameter =>
                "a parameter's value can't be written exactly into a key, by its type or for want of a value",
            BypassReason.UnsupportedVaryBy => "VaryBy(...) gave a value that can't be written exactly into a key",
            _ => query.Plan.For(session).Policy.Detail,
        };

    // The user asked for something that can't be had. The rest is either wanted so or passes.
    private static bool IsMisconfiguration(BypassReason reason) =>
        reason
            is BypassReason.UndeclaredDependencies
                or BypassReason.MayWrite
                or BypassReason.UnknownExpression
                or BypassReason.UnsupportedColumn
                or BypassReason.UnsupportedParameter
                or BypassReason.UnsupportedVaryBy;
}
