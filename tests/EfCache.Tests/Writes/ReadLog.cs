using System.Collections.Concurrent;
using EfCache.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Tests.Writes;

/// <summary>The cache's events of one context, from which a query's outcome is read.</summary>
public sealed class ReadLog
{
    private readonly ConcurrentQueue<int> _events = new();

    public void AddTo(DbContextOptionsBuilder options) =>
        options.LogTo(
            (id, _) =>
                id == EfCacheEventId.QueryHit || id == EfCacheEventId.QueryMiss || id == EfCacheEventId.QueryFilled,
            (EventData data) => _events.Enqueue(data.EventId.Id)
        );

    /// <summary>The outcome of the query that ran since this was asked last.</summary>
    public ReadOutcome Take()
    {
        var events = _events.ToArray();
        _events.Clear();
        return events.Contains(EfCacheEventId.QueryHit.Id) ? ReadOutcome.Hit
            : events.Contains(EfCacheEventId.QueryFilled.Id) ? ReadOutcome.Filled
            : events.Contains(EfCacheEventId.QueryMiss.Id) ? ReadOutcome.Unfilled
            : ReadOutcome.Bypassed;
    }
}
