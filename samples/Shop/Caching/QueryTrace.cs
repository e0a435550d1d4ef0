using System.Diagnostics;
using EfCache.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Shop.Caching;

/// <summary>What the queries of one request did. A request runs its queries one after the other.</summary>
public sealed class QueryTrace
{
    private readonly List<TracedQuery> _queries = [];
    private bool _wasHit;
    private string? _missReason;
    private string? _bypassReason;
    private TimeSpan _database;

    public IReadOnlyList<TracedQuery> Queries => _queries;

    /// <summary>Runs a query under a name, and keeps what was logged meanwhile.</summary>
    public async Task<T> RunAsync<T>(string label, Func<Task<T>> query)
    {
        (_wasHit, _missReason, _bypassReason, _database) = (false, null, null, TimeSpan.Zero);
        var started = Stopwatch.GetTimestamp();
        var result = await query();
        var elapsed = Stopwatch.GetElapsedTime(started);
        var outcome =
            _missReason is not null ? QueryOutcome.Miss
            : _wasHit ? QueryOutcome.Hit
            : QueryOutcome.Bypass;
        _queries.Add(new TracedQuery(label, outcome, _missReason ?? _bypassReason, elapsed, _database));
        return result;
    }

    public void OnHit() => _wasHit = true;

    public void OnMiss(CacheQueryEventData miss) => _missReason = miss.Reason;

    public void OnCommandExecuted(CommandExecutedEventData command, string? bypassReason)
    {
        _bypassReason = bypassReason;
        _database += command.Duration;
    }

    /// <summary>A miss's result was stored; its time includes the reading of its rows, which the command's does not.</summary>
    public void OnFilled(CacheQueryEventData fill) => _database = fill.Duration;
}
