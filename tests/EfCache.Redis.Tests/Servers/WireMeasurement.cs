using System.Diagnostics;

namespace EfCache.Redis.Tests.Servers;

/// <summary>What goes over the wire from its start until it is disposed, through one proxy or several together.</summary>
/// <remarks>
/// While it lasts, answers wait until no command has come for a moment. So what a client sends without waiting for an answer comes before the answers,
/// however slowly it is sent, and what it sends only after an answer comes after it: trips are never counted too few.
/// </remarks>
public sealed class WireMeasurement : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(30);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _ignored;
    private readonly IReadOnlyList<RespProxy> _proxies;
    private readonly List<RespCommand> _commands = [];
    private long _lastCommand;
    private int _roundTrips;
    private bool _answered = true;

    private WireMeasurement(IEnumerable<RespProxy> proxies, IEnumerable<string> ignored)
    {
        _ignored = new HashSet<string>(ignored, StringComparer.OrdinalIgnoreCase);
        _proxies = [.. proxies];
        foreach (var proxy in _proxies)
        {
            proxy.Add(this);
        }
    }

    /// <summary>What StackExchange.Redis sends by itself: when it connects, and to keep connections alive.</summary>
    public static IReadOnlyList<string> Housekeeping { get; } =
    [
        "AUTH",
        "CLIENT",
        "CLUSTER",
        "CONFIG",
        "ECHO",
        "HELLO",
        "INFO",
        "PING",
        "READONLY",
        "ROLE",
        "SELECT",
        "SENTINEL",
        "SUBSCRIBE",
        "UNSUBSCRIBE",
    ];

    /// <summary>How often commands were sent, alone or together, and answers waited for; over all connections, so that what is sent to
    /// several servers at once is one.</summary>
    public int RoundTrips
    {
        get
        {
            lock (_lock)
            {
                return _roundTrips;
            }
        }
    }

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<RespCommand> Commands
    {
        get
        {
            lock (_lock)
            {
                return [.. _commands];
            }
        }
    }

    /// <summary>The names of <see cref="Commands"/>.</summary>
    public IReadOnlyList<string> Names => [.. Commands.Select(command => command.Name)];

    /// <param name="proxies">For instance of all nodes of a cluster.</param>
    /// <param name="ignored">Names of commands that are not counted; <see cref="Housekeeping"/> if null.</param>
    public static WireMeasurement Start(IEnumerable<RespProxy> proxies, IEnumerable<string>? ignored = null) =>
        new(proxies, ignored ?? Housekeeping);

    public void Dispose()
    {
        foreach (var proxy in _proxies)
        {
            proxy.Remove(this);
        }
    }

    /// <summary>A command has come, and goes on to the server.</summary>
    internal bool Counts(RespCommand command)
    {
        if (_ignored.Contains(command.Name))
        {
            return false;
        }

        lock (_lock)
        {
            _commands.Add(command);
            _lastCommand = Stopwatch.GetTimestamp();
            _roundTrips += _answered ? 1 : 0;
            _answered = false;
            return true;
        }
    }

    /// <summary>The answer to a command that counts is about to go to the client.</summary>
    internal async Task AnswerAsync()
    {
        for (var missing = Missing(); missing > TimeSpan.Zero; missing = Missing())
        {
            await Task.Delay(missing);
        }
    }

    private TimeSpan Missing()
    {
        lock (_lock)
        {
            var missing = Quiet - Stopwatch.GetElapsedTime(_lastCommand);
            _answered |= missing <= TimeSpan.Zero;
            return missing;
        }
    }
}
