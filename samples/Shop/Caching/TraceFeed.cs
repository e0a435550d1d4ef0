using System.Collections.Concurrent;
using EfCache.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Shop.Caching;

/// <summary>
/// Hands what EF Core and EfCache log to the request's own <see cref="QueryTrace"/>. Contexts are pooled and their options
/// shared, so the request is found through <see cref="IHttpContextAccessor"/>.
/// </summary>
public sealed class TraceFeed(IHttpContextAccessor accessor)
{
    // EfCache says once for each compiled query why it bypasses, and all contexts of a process share compiled queries.
    private static readonly ConcurrentDictionary<string, string> BypassReasons = new();

    public static bool Wants(EventId eventId) =>
        eventId == EfCacheEventId.QueryHit
        || eventId == EfCacheEventId.QueryMiss
        || eventId == EfCacheEventId.QueryFilled
        || eventId == EfCacheEventId.QueryBypassed
        || eventId == RelationalEventId.CommandExecuted;

    public void Receive(EventData data)
    {
        if (data is CacheQueryEventData { Reason: { } reason } bypass && data.EventId == EfCacheEventId.QueryBypassed)
        {
            BypassReasons[bypass.CommandText] = reason;
            return;
        }

        if (accessor.HttpContext?.RequestServices.GetService<QueryTrace>() is not { } trace)
        {
            return;
        }

        switch (data)
        {
            case CacheQueryEventData when data.EventId == EfCacheEventId.QueryHit:
                trace.OnHit();
                break;
            case CacheQueryEventData miss when data.EventId == EfCacheEventId.QueryMiss:
                trace.OnMiss(miss);
                break;
            case CacheQueryEventData fill:
                trace.OnFilled(fill);
                break;
            case CommandExecutedEventData command:
                trace.OnCommandExecuted(command, BypassReasons.GetValueOrDefault(command.Command.CommandText));
                break;
        }
    }
}
