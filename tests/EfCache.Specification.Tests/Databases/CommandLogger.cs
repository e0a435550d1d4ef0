using Microsoft.Extensions.Logging;

namespace EfCache.Specification.Tests.Databases;

/// <summary>Notes Npgsql's "command execution completed".</summary>
public sealed class CommandLogger(CommandLog log, bool isCommands) : ILogger
{
    private const int CommandExecutionCompleted = 2001;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => isCommands && logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (isCommands && eventId.Id == CommandExecutionCompleted)
        {
            log.Add(formatter(state, exception));
        }
    }
}
