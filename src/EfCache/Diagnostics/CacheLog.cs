using Microsoft.Extensions.Logging;

namespace EfCache.Diagnostics;

/// <summary>The messages. None has a parameter's value or anything of a result in it.</summary>
internal static partial class CacheLog
{
    [LoggerMessage(
        EventId = 40_100,
        EventName = "Microsoft.EntityFrameworkCore.Query.QueryHit",
        Message = "Cache hit in {elapsed} ms.{newLine}{commandText}",
        SkipEnabledCheck = true
    )]
    public static partial void QueryHit(
        ILogger logger,
        LogLevel level,
        double elapsed,
        string newLine,
        string commandText
    );

    [LoggerMessage(
        EventId = 40_101,
        EventName = "Microsoft.EntityFrameworkCore.Query.QueryMiss",
        Message = "Cache miss ({reason}).{newLine}{commandText}",
        SkipEnabledCheck = true
    )]
    public static partial void QueryMiss(
        ILogger logger,
        LogLevel level,
        string reason,
        string newLine,
        string commandText
    );

    [LoggerMessage(
        EventId = 40_102,
        EventName = "Microsoft.EntityFrameworkCore.Query.QueryFilled",
        Message = "Stored a result in the cache, {elapsed} ms after its command was sent.{newLine}{commandText}",
        SkipEnabledCheck = true
    )]
    public static partial void QueryFilled(
        ILogger logger,
        LogLevel level,
        double elapsed,
        string newLine,
        string commandText
    );

    [LoggerMessage(
        EventId = 40_103,
        EventName = "Microsoft.EntityFrameworkCore.Query.QueryBypassed",
        Message = "A query that is to be cached runs without the cache ({reason}): {detail}. This is said once for each query.{newLine}{commandText}",
        SkipEnabledCheck = true
    )]
    public static partial void QueryBypassed(
        ILogger logger,
        LogLevel level,
        string reason,
        string detail,
        string newLine,
        string commandText
    );

    [LoggerMessage(
        EventId = 40_104,
        EventName = "Microsoft.EntityFrameworkCore.Query.ResultTooLarge",
        Message = "A result has more than {maxRows} rows or {maxBytes} bytes and is not stored (WithEntryLimits). This is said once for each query.{newLine}{commandText}",
        SkipEnabledCheck = true
    )]
    public static partial void ResultTooLarge(
        ILogger logger,
        LogLevel level,
        int maxRows,
        long maxBytes,
        string newLine,
        string commandText
    );

    [LoggerMessage(
        EventId = 40_105,
        EventName = "Microsoft.EntityFrameworkCore.Query.EntryUnreadable",
        Message = "An entry can't be replayed and counts as a miss.{newLine}{commandText}",
        SkipEnabledCheck = true
    )]
    public static partial void EntryUnreadable(ILogger logger, LogLevel level, string newLine, string commandText);

    [LoggerMessage(
        EventId = 40_106,
        EventName = "Microsoft.EntityFrameworkCore.Query.ConnectionInterceptorPreventsCaching",
        Message = "Nothing is cached for {contextType}: its connection interceptor {interceptor} may set something on the connection that changes what queries return. Name what that is with VaryBy(...), or declare that there is nothing with TrustConnectionInterceptors().",
        SkipEnabledCheck = true
    )]
    public static partial void ConnectionInterceptorPreventsCaching(
        ILogger logger,
        LogLevel level,
        string contextType,
        string interceptor
    );

    [LoggerMessage(
        EventId = 40_107,
        EventName = "Microsoft.EntityFrameworkCore.Query.ResultNotStorable",
        Message = "A result can't be kept in the store '{store}': {why}. This is said once for each query.{newLine}{commandText}",
        SkipEnabledCheck = true
    )]
    public static partial void ResultNotStorable(
        ILogger logger,
        LogLevel level,
        string store,
        string why,
        string newLine,
        string commandText
    );

    [LoggerMessage(
        EventId = 40_108,
        EventName = "Microsoft.EntityFrameworkCore.Query.StoreUnavailable",
        Message = "The cache's store '{store}' is not available: {why}. Queries go to the database until it is.",
        SkipEnabledCheck = true
    )]
    public static partial void StoreUnavailable(ILogger logger, LogLevel level, string store, string why);

    [LoggerMessage(
        EventId = 40_109,
        EventName = "Microsoft.EntityFrameworkCore.Query.StoreAvailable",
        Message = "The cache's store '{store}' is available again.",
        SkipEnabledCheck = true
    )]
    public static partial void StoreAvailable(ILogger logger, LogLevel level, string store);

    [LoggerMessage(
        EventId = 40_120,
        EventName = "Microsoft.EntityFrameworkCore.Update.Invalidated",
        Message = "Invalidated {tags}.",
        SkipEnabledCheck = true
    )]
    public static partial void Invalidated(ILogger logger, LogLevel level, string tags);

    [LoggerMessage(
        EventId = 40_121,
        EventName = "Microsoft.EntityFrameworkCore.Update.OutcomeUnknown",
        Message = "The outcome of a write is not known. Until its lease of {lease} ends, these are not served from the cache: {tags}.",
        SkipEnabledCheck = true
    )]
    public static partial void OutcomeUnknown(ILogger logger, LogLevel level, TimeSpan lease, string tags);
}
