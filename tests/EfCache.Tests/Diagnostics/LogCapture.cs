using System.Collections.Concurrent;
using EfCache.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EfCache.Tests.Diagnostics;

/// <summary>Everything that a context logs: by <c>ILogger</c> and by <c>LogTo</c>.</summary>
/// <remarks>
/// EF Core makes an internal service provider for each logger factory, and more than twenty are an error: so all captures
/// share one, which hands lines to the capture of the test that is running.
/// </remarks>
internal sealed class LogCapture
{
    private static readonly AsyncLocal<LogCapture?> Current = new();

    private static readonly ILoggerFactory Factory = LoggerFactory.Create(builder =>
        builder.SetMinimumLevel(LogLevel.Trace).AddProvider(new CaptureLoggerProvider())
    );

    private readonly ConcurrentQueue<LogLine> _lines = new();
    private readonly ConcurrentQueue<EventData> _events = new();
    private readonly ConcurrentQueue<string> _texts = new();

    public LogLevel MinLevel { get; init; } = LogLevel.Trace;

    /// <summary>The capture of the test that is running, which took it last for a context.</summary>
    public static LogCapture? Active => Current.Value;

    public void AddTo(DbContextOptionsBuilder options)
    {
        Current.Value = this;
        options.UseLoggerFactory(Factory).LogTo((_, level) => level >= MinLevel, Add);
    }

    /// <summary>All that was said, as it was when it was said.</summary>
    public string Output => string.Join('\n', [.. _lines.Select(line => line.Message), .. _texts]);

    public IEnumerable<LogLine> LinesOf(EventId id) => _lines.Where(line => line.EventId.Id == id.Id);

    public IEnumerable<EventData> EventsOf(EventId id) => _events.Where(data => data.EventId.Id == id.Id);

    /// <summary>The ids of the library's own events.</summary>
    public static IReadOnlyList<EventId> OwnIds { get; } =
    [.. typeof(EfCacheEventId).GetFields().Where(f => f.IsStatic).Select(f => (EventId)f.GetValue(null)!)];

    public void Add(LogLine line) => _lines.Enqueue(line);

    private void Add(EventData data)
    {
        _events.Enqueue(data);
        var query = data as CacheQueryEventData;
        _texts.Enqueue($"{data} {query?.CommandText} {query?.Reason}");
    }
}
