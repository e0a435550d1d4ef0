using Microsoft.Extensions.Logging;

namespace EfCache.Tests.Diagnostics;

public sealed record LogLine(string Category, LogLevel Level, EventId EventId, string Message);
