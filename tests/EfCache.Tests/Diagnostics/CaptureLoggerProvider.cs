using Microsoft.Extensions.Logging;

namespace EfCache.Tests.Diagnostics;

/// <summary>Hands every line to the capture of the test that is running.</summary>
internal sealed class CaptureLoggerProvider : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Logger(categoryName);

    public void Dispose() { }

    private sealed class Logger(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => LogCapture.Active is { } capture && logLevel >= capture.MinLevel;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) =>
            LogCapture.Active?.Add(
                new LogLine(category, logLevel, eventId, formatter(state, exception) + " " + state + " " + exception)
            );
    }
}
