using System.Collections.Concurrent;
using EfCache.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EfCache.Tests.Diagnostics;

/// <summary>Everything that a context logs: by <c>ILogger</c> and by <c>LogTo</c>.</summary>
internal sealed class LogCapture : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();
    private readonly ConcurrentQueue<EventData> _events = new();
    private readonly ConcurrentQueue<string> _texts = new();

    public LogLevel MinLevel { get; init; } = LogLevel.Trace;

    public void AddTo(DbContextOptionsBuilder options) =>
        options
            .UseLoggerFactory(LoggerFactory.Create(b => b.SetMinimumLevel(MinLevel).AddProvider(this)))
            .LogTo((_, level) => level >= MinLevel, Add);

    /// <summary>All that was said, as it was when it was said.</summary>
    public string Output => string.Join('\n', [.. _lines.Select(line => line.Message), .. _texts]);

    public IEnumerable<LogLine> LinesOf(EventId id) => _lines.Where(line => line.EventId.Id == id.Id);

    public IEnumerable<EventData> EventsOf(EventId id) => _events.Where(data => data.EventId.Id == id.Id);

    /// <summary>The ids of the library's own events.</summary>
    public static IReadOnlyList<EventId> OwnIds { get; } =
    [.. typeof(EfCacheEventId).GetFields().Where(f => f.IsStatic).Select(f => (EventId)f.GetValue(null)!)];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, this);

    public void Dispose() { }

    private void Add(EventData data)
    {
        _events.Enqueue(data);
        var query = data as CacheQueryEventData;
        _texts.Enqueue($"{data} {query?.CommandText} {query?.Reason}");
    }

    private sealed class Logger(string category, LogCapture capture) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= capture.MinLevel;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) =>
            capture._lines.Enqueue(
                new LogLine(category, logLevel, eventId, formatter(state, exception) + " " + state + " " + exception)
            );
    }
}
