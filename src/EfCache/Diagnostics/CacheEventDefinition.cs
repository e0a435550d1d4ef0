using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EfCache.Diagnostics;

/// <summary>An event as EF Core's pipeline wants it: its level as <c>ConfigureWarnings</c> may have changed it.</summary>
internal sealed class CacheEventDefinition(ILoggingOptions options, EventId eventId, LogLevel level)
    : EventDefinitionBase(
        options,
        eventId,
        level,
        "EfCacheEventId." + eventId.Name![(eventId.Name!.LastIndexOf('.') + 1)..]
    );
