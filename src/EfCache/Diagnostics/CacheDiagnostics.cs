using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EfCache.Diagnostics;

/// <summary>
/// Reports what the cache does for one context: to the meter, and to EF Core's own ways of logging (<c>ILogger</c>,
/// <c>LogTo</c>, diagnostic listeners, <c>ConfigureWarnings</c>).
/// </summary>
internal sealed class CacheDiagnostics(
    IDiagnosticsLogger<DbLoggerCategory.Query> queryLogger,
    IDiagnosticsLogger<DbLoggerCategory.Update> updateLogger
)
{
    private CacheEventDefinition? _hit;
    private CacheEventDefinition? _miss;
    private CacheEventDefinition? _filled;

    /// <summary>A timestamp if anybody wants to know how long a lookup takes; else 0, which costs nothing.</summary>
    public long StartLookup() =>
        CacheMetrics.LookupDuration.Enabled || WantsQueryEvent(EfCacheEventId.QueryHit) ? Stopwatch.GetTimestamp() : 0;

    /// <summary>The same for the database's time.</summary>
    public long StartDatabase() =>
        CacheMetrics.DatabaseDuration.Enabled || WantsQueryEvent(EfCacheEventId.QueryFilled)
            ? Stopwatch.GetTimestamp()
            : 0;

    public void Hit(DbContext? context, string store, string commandText, long started)
    {
        if (CacheMetrics.Hits.Enabled)
        {
            CacheMetrics.Hits.Add(1, StoreTag(store));
        }

        if (started == 0)
        {
            return;
        }

        var elapsed = CacheMetrics.Elapsed(started);
        CacheMetrics.LookupDuration.Record(elapsed.TotalSeconds, StoreTag(store), OutcomeTag("hit"));
        _hit ??= Define(queryLogger, EfCacheEventId.QueryHit, LogLevel.Debug);
        if (IsLogged(queryLogger, _hit))
        {
            CacheLog.QueryHit(
                queryLogger.Logger,
                _hit.Level,
                elapsed.TotalMilliseconds,
                Environment.NewLine,
                commandText
            );
        }

        Dispatch(_hit, "Cache hit", context, commandText, reason: null, elapsed);
    }

    public void Miss(DbContext? context, string store, string commandText, string reason, long started)
    {
        if (CacheMetrics.Misses.Enabled)
        {
            CacheMetrics.Misses.Add(1, StoreTag(store), ReasonTag(reason));
        }

        if (started == 0)
        {
            return;
        }

        var elapsed = CacheMetrics.Elapsed(started);
        CacheMetrics.LookupDuration.Record(elapsed.TotalSeconds, StoreTag(store), OutcomeTag("miss"));
        _miss ??= Define(queryLogger, EfCacheEventId.QueryMiss, LogLevel.Debug);
        if (IsLogged(queryLogger, _miss))
        {
            CacheLog.QueryMiss(queryLogger.Logger, _miss.Level, reason, Environment.NewLine, commandText);
        }

        Dispatch(_miss, $"Cache miss ({reason})", context, commandText, reason, elapsed);
    }

    public void Filled(DbContext? context, string store, string commandText, long started)
    {
        if (CacheMetrics.Fills.Enabled)
        {
            CacheMetrics.Fills.Add(1, StoreTag(store));
        }

        if (started == 0)
        {
            return;
        }

        var elapsed = CacheMetrics.Elapsed(started);
        CacheMetrics.DatabaseDuration.Record(elapsed.TotalSeconds, StoreTag(store));
        _filled ??= Define(queryLogger, EfCacheEventId.QueryFilled, LogLevel.Debug);
        if (IsLogged(queryLogger, _filled))
        {
            CacheLog.QueryFilled(
                queryLogger.Logger,
                _filled.Level,
                elapsed.TotalMilliseconds,
                Environment.NewLine,
                commandText
            );
        }

        Dispatch(_filled, "Stored a result in the cache", context, commandText, reason: null, elapsed);
    }

    public static void Shared(string store)
    {
        if (CacheMetrics.Shared.Enabled)
        {
            CacheMetrics.Shared.Add(1, StoreTag(store));
        }
    }

    public static void Bypassed(string reason)
    {
        if (CacheMetrics.Bypasses.Enabled)
        {
            CacheMetrics.Bypasses.Add(1, ReasonTag(reason));
        }
    }

    /// <summary><c>ConfigureWarnings</c> makes an error of a query that can't be cached: each time, not the first only.</summary>
    public bool BypassIsError =>
        Define(queryLogger, EfCacheEventId.QueryBypassed, LogLevel.Warning).WarningBehavior == WarningBehavior.Throw;

    /// <summary>To be called once for each query, unless it is an error. What is wanted so, or passes, never is one.</summary>
    public void LogBypassed(DbContext? context, string commandText, string reason, string detail, bool isPermanent)
    {
        var definition = Define(
            queryLogger,
            EfCacheEventId.QueryBypassed,
            isPermanent ? LogLevel.Warning : LogLevel.Debug
        );
        var message = $"A query that is to be cached runs without the cache ({reason}): {detail}.";
        if (isPermanent ? IsEnabled(queryLogger, definition, message) : IsLogged(queryLogger, definition))
        {
            CacheLog.QueryBypassed(
                queryLogger.Logger,
                definition.Level,
                reason,
                detail,
                Environment.NewLine,
                commandText
            );
        }

        Dispatch(definition, message, context, commandText, reason, TimeSpan.Zero);
    }

    public void LogResultTooLarge(DbContext? context, string commandText, int maxRows, long maxBytes)
    {
        var definition = Define(queryLogger, EfCacheEventId.ResultTooLarge, LogLevel.Information);
        const string Message = "A result is above the limits of an entry and is not stored.";
        if (IsEnabled(queryLogger, definition, Message))
        {
            CacheLog.ResultTooLarge(
                queryLogger.Logger,
                definition.Level,
                maxRows,
                maxBytes,
                Environment.NewLine,
                commandText
            );
        }

        Dispatch(definition, Message, context, commandText, "too_large", TimeSpan.Zero);
    }

    public void LogEntryUnreadable(DbContext? context, string commandText)
    {
        var definition = Define(queryLogger, EfCacheEventId.EntryUnreadable, LogLevel.Warning);
        const string Message = "An entry can't be replayed and counts as a miss.";
        if (IsEnabled(queryLogger, definition, Message))
        {
            CacheLog.EntryUnreadable(queryLogger.Logger, definition.Level, Environment.NewLine, commandText);
        }

        Dispatch(definition, Message, context, commandText, "unreadable", TimeSpan.Zero);
    }

    public void LogResultNotStorable(DbContext? context, string commandText, string store, string why)
    {
        var definition = Define(queryLogger, EfCacheEventId.ResultNotStorable, LogLevel.Warning);
        var message = $"A result can't be kept in the store '{store}': {why}.";
        if (IsEnabled(queryLogger, definition, message))
        {
            CacheLog.ResultNotStorable(
                queryLogger.Logger,
                definition.Level,
                store,
                why,
                Environment.NewLine,
                commandText
            );
        }

        Dispatch(definition, message, context, commandText, "not_storable", TimeSpan.Zero);
    }

    /// <summary>To be called once for each change. It never is an error: a store that is away breaks no query.</summary>
    public void LogStore(DbContext context, string store, bool isAvailable, string why)
    {
        var definition = isAvailable
            ? Define(queryLogger, EfCacheEventId.StoreAvailable, LogLevel.Information)
            : Define(queryLogger, EfCacheEventId.StoreUnavailable, LogLevel.Warning);
        if (IsLogged(queryLogger, definition))
        {
            if (isAvailable)
            {
                CacheLog.StoreAvailable(queryLogger.Logger, definition.Level, store);
            }
            else
            {
                CacheLog.StoreUnavailable(queryLogger.Logger, definition.Level, store, why);
            }
        }

        var message = isAvailable
            ? $"The cache's store '{store}' is available again."
            : $"The cache's store '{store}' is not available: {why}. Queries go to the database until it is.";
        Dispatch(queryLogger, definition, () => new DbContextEventData(definition, (_, _) => message, context));
    }

    public void LogConnectionInterceptor(DbContext context, string interceptor)
    {
        var definition = Define(queryLogger, EfCacheEventId.ConnectionInterceptorPreventsCaching, LogLevel.Warning);
        var message =
            $"Nothing is cached for {context.GetType().Name}: its connection interceptor {interceptor} may set "
            + "something on the connection that changes what queries return. Name what that is with VaryBy(...), or declare "
            + "that there is nothing with TrustConnectionInterceptors().";
        if (IsEnabled(queryLogger, definition, message))
        {
            CacheLog.ConnectionInterceptorPreventsCaching(
                queryLogger.Logger,
                definition.Level,
                context.GetType().Name,
                interceptor
            );
        }

        Dispatch(definition, message, context, "", "connection_interceptor", TimeSpan.Zero);
    }

    public void Invalidated(DbContext context, IEnumerable<string> tables, Func<bool, string> describe)
    {
        if (CacheMetrics.Invalidations.Enabled)
        {
            foreach (var table in tables)
            {
                CacheMetrics.Invalidations.Add(1, new KeyValuePair<string, object?>("table", table));
            }
        }

        LogWrite(
            EfCacheEventId.Invalidated,
            LogLevel.Debug,
            context,
            static tags => $"Invalidated {tags}.",
            describe,
            CacheLog.Invalidated
        );
    }

    public void OutcomeUnknown(DbContext context, TimeSpan lease, Func<bool, string> describe) =>
        LogWrite(
            EfCacheEventId.OutcomeUnknown,
            LogLevel.Information,
            context,
            tags =>
                $"The outcome of a write is not known. Until its lease of {lease} ends, these are not served from the cache: {tags}.",
            describe,
            (logger, level, tags) => CacheLog.OutcomeUnknown(logger, level, lease, tags)
        );

    private void LogWrite(
        EventId eventId,
        LogLevel level,
        DbContext context,
        Func<string, string> message,
        Func<bool, string> describe,
        Action<ILogger, LogLevel, string> log
    )
    {
        if (!Wants(updateLogger, eventId, level))
        {
            return;
        }

        // An exception would say that a write failed which is over: ConfigureWarnings can silence the event, not make an
        // error of it.
        var definition = Define(updateLogger, eventId, level);
        var tags = describe(updateLogger.ShouldLogSensitiveData());
        if (IsLogged(updateLogger, definition))
        {
            log(updateLogger.Logger, definition.Level, tags);
        }

        Dispatch(updateLogger, definition, () => new DbContextEventData(definition, (_, _) => message(tags), context));
    }

    private bool WantsQueryEvent(EventId eventId) => Wants(queryLogger, eventId, LogLevel.Debug);

    /// <summary>Whether anybody listens, by the level that <c>ConfigureWarnings</c> may have given the event.</summary>
    private static bool Wants(IDiagnosticsLogger logger, EventId eventId, LogLevel defaultLevel)
    {
        var level = logger.Options.WarningsConfiguration.GetLevel(eventId) ?? defaultLevel;
        return logger.Logger.IsEnabled(level)
            || logger.DbContextLogger.ShouldLog(eventId, level)
            || logger.DiagnosticSource.IsEnabled(eventId.Name!);
    }

    private static CacheEventDefinition Define<TCategory>(
        IDiagnosticsLogger<TCategory> logger,
        EventId eventId,
        LogLevel level
    )
        where TCategory : LoggerCategory<TCategory>, new() => new(logger.Options, eventId, level);

    private static bool IsEnabled(IDiagnosticsLogger logger, CacheEventDefinition definition, string message) =>
        definition.WarningBehavior switch
        {
            WarningBehavior.Throw => throw new InvalidOperationException(
                $"{message} ConfigureWarnings makes an error of the event {definition.EventIdCode}."
            ),
            _ => IsLogged(logger, definition),
        };

    private static bool IsLogged(IDiagnosticsLogger logger, CacheEventDefinition definition) =>
        definition.WarningBehavior != WarningBehavior.Ignore && logger.Logger.IsEnabled(definition.Level);

    private void Dispatch(
        CacheEventDefinition definition,
        string message,
        DbContext? context,
        string commandText,
        string? reason,
        TimeSpan duration
    )
    {
        Dispatch(
            queryLogger,
            definition,
            () =>
                new CacheQueryEventData(
                    definition,
                    (_, _) =>
                        duration == TimeSpan.Zero
                            ? $"{message}{Environment.NewLine}{commandText}"
                            : $"{message}: {duration.TotalMilliseconds:0.###} ms{Environment.NewLine}{commandText}",
                    context,
                    commandText,
                    reason,
                    duration
                )
        );
    }

    private static void Dispatch(IDiagnosticsLogger logger, CacheEventDefinition definition, Func<EventData> create)
    {
        var diagnosticSourceEnabled = logger.DiagnosticSource.IsEnabled(definition.EventId.Name!);
        var simpleLogEnabled =
            definition.WarningBehavior != WarningBehavior.Ignore
            && logger.DbContextLogger.ShouldLog(definition.EventId, definition.Level);
        if (!diagnosticSourceEnabled && !simpleLogEnabled)
        {
            return;
        }

        var data = create();
        if (diagnosticSourceEnabled)
        {
            logger.DiagnosticSource.Write(definition.EventId.Name!, data);
        }

        if (simpleLogEnabled)
        {
            logger.DbContextLogger.Log(data);
        }
    }

    private static KeyValuePair<string, object?> StoreTag(string store) => new("store", store);

    private static KeyValuePair<string, object?> ReasonTag(string reason) => new("reason", reason);

    private static KeyValuePair<string, object?> OutcomeTag(string outcome) => new("outcome", outcome);
}
