using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace EfCache.Redis.Tests.Servers;

/// <summary>Stands between clients and a server, both on this machine: sees what goes over the wire, and does to it what networks do.</summary>
/// <remarks>
/// Commands and answers go on as a whole, in their order; of TLS it understands nothing. A client that connects while the server is down
/// is accepted and cut, where without the proxy it would be refused.
/// </remarks>
public sealed class RespProxy : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly RedisServer _server;
    private readonly List<WireMeasurement> _measurements = [];
    private readonly List<ProxyFault> _faults = [];
    private readonly ProxyListener _listener;
    private TaskCompletionSource? _blackHole;

    private RespProxy(RedisServer server, int port)
    {
        _server = server;
        EndPoint = new IPEndPoint(IPAddress.Loopback, port);
        _listener = new ProxyListener(this, EndPoint, server.EndPoint);
    }

    public IPEndPoint EndPoint { get; }

    public int Port => EndPoint.Port;

    public static RespProxy Start(RedisServer server)
    {
        if (server.Certificate is not null)
        {
            throw new ArgumentException("What goes to a server with TLS can't be read on the way.", nameof(server));
        }

        for (var tries = 0; ; tries++)
        {
            var proxy = new RespProxy(server, LoopbackPorts.Next());
            try
            {
                proxy.Accept();
                return proxy;
            }
            catch (SocketException) when (tries < 5)
            {
                // Another process took the port.
            }
        }
    }

    /// <summary>How StackExchange.Redis connects through it; a new one each time.</summary>
    public ConfigurationOptions Configuration()
    {
        var configuration = _server.Configuration();
        configuration.EndPoints.Clear();
        configuration.EndPoints.Add(EndPoint);
        return configuration;
    }

    public async Task<ConnectionMultiplexer> ConnectAsync() =>
        await ConnectionMultiplexer.ConnectAsync(Configuration());

    /// <summary>Counts until the measurement is disposed.</summary>
    /// <param name="ignored">Names of commands that are not counted; <see cref="WireMeasurement.Housekeeping"/> if null.</param>
    public WireMeasurement Measure(IEnumerable<string>? ignored = null) => WireMeasurement.Start([this], ignored);

    /// <summary>New connections are refused until <see cref="Accept"/>; those that there are stay.</summary>
    public void Refuse() => _listener.Refuse();

    public void Accept() => _listener.Accept();

    /// <summary>All connections end with a reset; new ones are accepted as before.</summary>
    public void CutAll() => _listener.CutAll();

    /// <summary>Connections stay, new ones are accepted, and nothing is passed on, in either direction, until <see cref="Heal"/>.</summary>
    public void BlackHole()
    {
        lock (_lock)
        {
            _blackHole ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Ends <see cref="BlackHole"/>: what was sent meanwhile arrives late, or is lost with its connections.</summary>
    public void Heal(bool deliver = true)
    {
        if (!deliver)
        {
            CutAll();
        }

        lock (_lock)
        {
            _blackHole?.SetResult();
            _blackHole = null;
        }
    }

    /// <summary>Cuts the connection when such a command comes (any, if null); the server never gets it.</summary>
    public ProxyFault CutBefore(Func<RespCommand, bool>? which = null, int times = 1) =>
        Add(new ProxyFault(which, onAnswers: false, times) { Cuts = true, Change = _ => default });

    /// <summary>Cuts the connection when the server has executed such a command; the client gets no answer.</summary>
    public ProxyFault CutAfter(Func<RespCommand, bool>? which = null, int times = 1) => CutInAnswer(0, which, times);

    /// <summary>Cuts the connection after so many bytes of the answer to such a command.</summary>
    public ProxyFault CutInAnswer(int bytes, Func<RespCommand, bool>? which = null, int times = 1) =>
        Add(
            new ProxyFault(which, onAnswers: true, times)
            {
                Cuts = true,
                Change = answer => answer[..Math.Min(bytes, answer.Length)],
            }
        );

    /// <summary>Puts something else into the answer's place: an error ("-OOM …\r\n"), a value with a wrong bit, or what is not RESP.</summary>
    public ProxyFault ReplaceAnswer(
        Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> change,
        Func<RespCommand, bool>? which = null,
        int times = 1
    ) => Add(new ProxyFault(which, onAnswers: true, times) { Change = change });

    /// <summary>Such commands, and all that come after them on their connections, do not reach the server until the fault is lifted.</summary>
    public ProxyFault HoldCommands(Func<RespCommand, bool>? which = null) =>
        Add(new ProxyFault(which, onAnswers: false, int.MaxValue) { Holds = true });

    /// <summary>The server executes commands, and answers to such ones, and all that come after them on their connections, do not reach the client until
    /// the fault is lifted.</summary>
    public ProxyFault HoldAnswers(Func<RespCommand, bool>? which = null) =>
        Add(new ProxyFault(which, onAnswers: true, int.MaxValue) { Holds = true });

    /// <exception cref="InvalidDataException">What went through it was not RESP.</exception>
    public async ValueTask DisposeAsync()
    {
        Refuse();
        Heal(deliver: false);
        lock (_lock)
        {
            _faults.ForEach(fault => fault.Lift());
        }

        await _listener.DisposeAsync();
    }

    internal void Add(WireMeasurement measurement)
    {
        lock (_lock)
        {
            _measurements.Add(measurement);
        }
    }

    internal void Remove(WireMeasurement measurement)
    {
        lock (_lock)
        {
            _measurements.Remove(measurement);
        }
    }

    internal IReadOnlyList<WireMeasurement> Count(RespCommand command)
    {
        lock (_lock)
        {
            return [.. _measurements.Where(measurement => measurement.Counts(command))];
        }
    }

    internal ProxyFault? FaultOf(RespCommand command, bool onAnswers)
    {
        lock (_lock)
        {
            return _faults.Find(fault => fault.OnAnswers == onAnswers && fault.Takes(command));
        }
    }

    internal Task WhileBlackHoleAsync()
    {
        lock (_lock)
        {
            return _blackHole?.Task ?? Task.CompletedTask;
        }
    }

    private ProxyFault Add(ProxyFault fault)
    {
        lock (_lock)
        {
            _faults.Add(fault);
            return fault;
        }
    }
}
