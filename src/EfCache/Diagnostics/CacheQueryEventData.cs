using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EfCache.Diagnostics;

/// <summary>What happened to one query, for <c>LogTo</c> and diagnostic listeners.</summary>
public sealed class CacheQueryEventData : DbContextEventData
{
    internal CacheQueryEventData(
        EventDefinitionBase eventDefinition,
        Func<EventDefinitionBase, EventData, string> messageGenerator,
        DbContext? context,
        string commandText,
        string? reason,
        TimeSpan duration
    )
        : base(eventDefinition, messageGenerator, context)
    {
        CommandText = commandText;
        Reason = reason;
        Duration = duration;
    }

    /// <summary>The command's text, without the values of its parameters.</summary>
    public string CommandText { get; }

    /// <summary>Why it was a miss or ran without the cache; null for a hit and for a fill.</summary>
    public string? Reason { get; }

    /// <summary>
    /// For a hit and a miss the time of the lookup; for a fill that of the database, until the last row was read; else zero.
    /// </summary>
    public TimeSpan Duration { get; }
}
