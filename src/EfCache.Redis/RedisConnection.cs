using System.Diagnostics;
using EfCache.Storage.Remote;
using StackExchange.Redis;

namespace EfCache.Redis;

/// <summary>
/// The multiplexer that a store speaks through: its own, which is made at the first use and lives as long as the process, or one that
/// somebody else made, who disposes of it too.
/// </summary>
internal sealed class RedisConnection : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ConfigurationOptions? _configuration;
    private readonly bool _countsSockets;
    private Task<IConnectionMultiplexer>? _opening;
    private volatile IConnectionMultiplexer? _open;
    private long _sockets;

    /// <summary>A connection of one's own.</summary>
    /// <param name="configuration">How to connect. It is not changed.</param>
    /// <param name="syncTimeout">How long a sync command waits.</param>
    public RedisConnection(ConfigurationOptions configuration, TimeSpan syncTimeout)
    {
        _configuration = configuration.Clone();

        // A server that is not there yet is no error, and one that is away keeps nobody waiting: the database answers.
        _configuration.AbortOnConnectFail = false;
        _configuration.BacklogPolicy = BacklogPolicy.FailFast;
        _configuration.SyncTimeout = (int)syncTimeout.TotalMilliseconds;
        _countsSockets = _configuration.Tunnel is null && string.IsNullOrEmpty(_configuration.ServiceName);
        var before = _configuration.BeforeSocketConnect;
        _configuration.BeforeSocketConnect = (endPoint, type, socket) =>
        {
            Interlocked.Increment(ref _sockets);
            before?.Invoke(endPoint, type, socket);
        };
    }

    /// <summary>A connection that somebody else made.</summary>
    public RedisConnection(IConnectionMultiplexer multiplexer) => _open = multiplexer;

    /// <summary>
    /// How many sockets were opened so far, if all of them are to one server: else answers may come from another server than the
    /// one that was asked about itself. Null when that is not known.
    /// </summary>
    public long? SocketsOfOnlyServer => _countsSockets && _open?.GetEndPoints().Length == 1 ? Sockets : null;

    /// <summary>The number of the database that is used where nobody says another.</summary>
    public int DefaultDatabase => _configuration?.DefaultDatabase ?? _open?.GetDatabase().Database ?? 0;

    /// <summary>How many sockets were opened so far, where they are counted.</summary>
    public long Sockets => Interlocked.Read(ref _sockets);

    /// <summary>The multiplexer, if it is there.</summary>
    public IConnectionMultiplexer? Current => _open;

    /// <summary>
    /// Whether there are nodes of a cluster that are connected: when one is not, what it has is the database's, and the others go on.
    /// </summary>
    public bool HasOtherNodes =>
        _open is { } open
        && Array.Exists(
            open.GetServers(),
            server => server is { ServerType: ServerType.Cluster, IsConnected: true, IsReplica: false }
        );

    /// <summary>The multiplexer, once it is there.</summary>
    /// <param name="timeout">How long to wait for it.</param>
    /// <exception cref="StoreUnavailableException">It is not there yet.</exception>
    public IConnectionMultiplexer Open(TimeSpan timeout)
    {
        if (_open is { } open)
        {
            return open;
        }

        // Connecting has no sync form of its own: the client's waits like this too, only for longer than a query has time.
        var opening = StartOpening();
        try
        {
            return opening.Wait(timeout) ? _open! : throw NotThereYet();
        }
        catch (AggregateException e) when (RedisFault.TryTranslate(e.InnerException!, this) is { } fault)
        {
            throw fault;
        }
    }

    /// <inheritdoc cref="Open"/>
    /// <remarks>It waits for as long as it takes; callers give up by themselves.</remarks>
    public ValueTask<IConnectionMultiplexer> OpenAsync() => _open is { } open ? new(open) : new(StartOpening());

    public void Dispose()
    {
        if (_configuration is not null)
        {
            _open?.Dispose();
        }
    }

    private static StoreUnavailableException NotThereYet() => new("the connection is not there yet");

    private Task<IConnectionMultiplexer> StartOpening()
    {
        lock (_lock)
        {
            // A configuration that can't be used fails each time, and the circuit sees to it that that is seldom.
            return _opening is { IsFaulted: false } opening ? opening : _opening = ConnectAsync();
        }
    }

    private async Task<IConnectionMultiplexer> ConnectAsync()
    {
        Debug.Assert(_configuration is not null, "A multiplexer that somebody else made is open already.");
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(_configuration).ConfigureAwait(false);
        _open = multiplexer;
        return multiplexer;
    }
}
