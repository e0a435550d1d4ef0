using Microsoft.Extensions.Logging;

namespace EfCache.Specification.Tests.Databases;

/// <summary>Notes the commands that Npgsql reports to have executed.</summary>
public sealed class CommandLoggerFactory(CommandLog log) : ILoggerFactory
{
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public ILogger CreateLogger(string categoryName) => new CommandLogger(log, categoryName == "Npgsql.Command");

    public void Dispose() { }
}
