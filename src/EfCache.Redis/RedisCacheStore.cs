using System.Diagnostics;
using EfCache.Storage;
using EfCache.Storage.Remote;

namespace EfCache.Redis;

/// <summary>The store on Redis servers: one, one behind Sentinels, or a cluster.</summary>
internal sealed class RedisCacheStore : RemoteCacheStore
{
    private readonly RedisConnection _connection;
    private readonly RemoteStoreOptions _options;
    private readonly RedisRuns _runs;
    private readonly RedisReader _reader;
    private readonly RedisWriter _writer;

    /// <param name="connection">How to reach the servers.</param>
    /// <param name="keyPrefix">What keys begin with.</param>
    /// <param name="database">The number of the database; -1 for the connection's own.</param>
    /// <param name="failure">What a write does that can't be marked.</param>
    /// <param name="options">The store's times and limits.</param>
    /// <param name="near">Copies of entries in this process; null for none.</param>
    public RedisCacheStore(
        RedisConnection connection,
        string keyPrefix,
        int database,
        InvalidationFailure failure,
        RemoteStoreOptions options,
        INearCache? near = null
    )
        : base(options, failure, near)
    {
        Database = database;
        _connection = connection;
        _options = options;
        // A server that became a replica, or that is cut off from its replicas, keeps its sockets: who may not be
        // stale even so asks it each time.
        _runs = new RedisRuns(connection, keyPrefix, options, trustsSockets: !IsStrict, OnNewRun);
        _reader = new RedisReader(connection, _runs, database, options);
        _writer = new RedisWriter(connection, database, options, IsStrict);
    }

    public override string Name => "redis";

    /// <summary>The number of the database; -1 for the connection's own.</summary>
    public int Database { get; }

    protected override void Read(Sight sight, bool withEntry) => Translated(() => _reader.Read(sight, withEntry));

    protected override Task ReadAsync(Sight sight, bool withEntry, CancellationToken cancellationToken) =>
        BoundedAsync(_reader.ReadAsync(sight, withEntry), _options.LookupTimeout, cancellationToken);

    protected override void Settle(Sight sight) =>
        Translated(() =>
        {
            if (Unsettled(sight) is { Length: > 0 } tags)
            {
                _writer.Settle(tags);
            }

            _reader.Read(sight, withEntry: false);
        });

    protected override Task SettleAsync(Sight sight, CancellationToken cancellationToken) =>
        BoundedAsync(SettleAsync(sight), _options.LookupTimeout, cancellationToken);

    protected override async Task SendAsync(Sight sight, ReadOnlyMemory<byte> payload, EntryLifetime lifetime)
    {
        try
        {
            await _writer.FillAsync(sight, payload, lifetime).ConfigureAwait(false);
        }
        catch (Exception e) when (RedisFault.TryTranslate(e, _connection) is { } fault)
        {
            throw fault;
        }
    }

    protected override async Task TouchAsync(Sight sight, TimeSpan window)
    {
        try
        {
            await _writer.TouchAsync(sight.EntryName, sight.ExpiresAt, window).ConfigureAwait(false);
        }
        catch (Exception e) when (RedisFault.TryTranslate(e, _connection) is { } fault)
        {
            throw fault;
        }
    }

    protected override void MarkCells(WriterId writer, IReadOnlyCollection<Tag> tags, TimeSpan lease) =>
        Retried(() => _writer.Mark(writer, tags, lease));

    protected override Task MarkCellsAsync(
        WriterId writer,
        IReadOnlyCollection<Tag> tags,
        TimeSpan lease,
        CancellationToken cancellationToken
    ) => BoundedAsync(_writer.MarkAsync(writer, tags, lease), _options.WriteTimeout, cancellationToken);

    protected override void BumpCells(WriterId writer, IReadOnlyCollection<Tag> tags) =>
        Retried(() => _writer.Bump(writer, tags));

    protected override Task BumpCellsAsync(
        WriterId writer,
        IReadOnlyCollection<Tag> tags,
        CancellationToken cancellationToken
    ) => BoundedAsync(_writer.BumpAsync(writer, tags), _options.WriteTimeout, cancellationToken);

    protected override bool TryLead(Sight sight, WriterId reader, TimeSpan lease)
    {
        var isLeader = false;
        Translated(() => isLeader = _writer.TryLead(sight, reader, lease));
        return isLeader;
    }

    protected override async Task<bool> TryLeadAsync(
        Sight sight,
        WriterId reader,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        var leading = _writer.TryLeadAsync(sight, reader, lease);
        await BoundedAsync(leading, _options.LookupTimeout, cancellationToken).ConfigureAwait(false);
        return await leading.ConfigureAwait(false);
    }

    protected override async Task EndLeadAsync(Sight sight, WriterId reader)
    {
        try
        {
            await _writer.EndLeadAsync(sight, reader).ConfigureAwait(false);
        }
        catch (Exception e) when (RedisFault.TryTranslate(e, _connection) is { } fault)
        {
            throw fault;
        }
    }

    protected override Task ProbeAsync(CancellationToken cancellationToken) =>
        BoundedAsync(ProbeAsync(), _options.WriteTimeout, cancellationToken);

    /// <summary>Those of the tags whose cells do not hold a stamp; nothing is known of any before the first read.</summary>
    private static Tag[] Unsettled(Sight sight) =>
        [.. sight.Tags.Where((_, index) => sight.Cells[index].Kind != CellKind.Stamp)];

    private async Task SettleAsync(Sight sight)
    {
        if (Unsettled(sight) is { Length: > 0 } tags)
        {
            // In one flight: what is read is what the script left behind, unless the server did not know the script.
            var settling = _writer.SettleAsync(tags);
            var reading = _reader.ReadAsync(sight, withEntry: false);
            await Task.WhenAll(settling, reading).ConfigureAwait(false);
            if (Array.TrueForAll(sight.Cells, cell => cell.Kind != CellKind.Missing))
            {
                return;
            }
        }

        await _reader.ReadAsync(sight, withEntry: false).ConfigureAwait(false);
    }

    private async Task ProbeAsync()
    {
        var multiplexer = await _connection.OpenAsync().ConfigureAwait(false);
        var masters = multiplexer.GetServers().Where(server => server.IsConnected && !server.IsReplica).ToArray();
        if (masters.Length == 0)
        {
            throw new StoreUnavailableException("no server is connected");
        }

        await Task.WhenAll(masters.Select(_runs.VerifyAsync)).ConfigureAwait(false);
    }

    private void Translated(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (RedisFault.TryTranslate(e, _connection) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>
    /// A sync command waits for as long as a lookup may. Saying a mark or a bump again is harmless: the bump has new stamps each
    /// time.
    /// </summary>
    private void Retried(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                action();
                return;
            }
            catch (TimeoutException) when (Stopwatch.GetElapsedTime(started) < _options.WriteTimeout)
            {
                // Another try.
            }
            catch (Exception e) when (RedisFault.TryTranslate(e, _connection) is { } fault)
            {
                throw fault;
            }
        }
    }

    private async Task BoundedAsync(Task work, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            await work.WaitAsync(timeout, TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StoreUnavailableException("the client gave the command up");
        }
        catch (Exception e) when (!work.IsCompleted)
        {
            RedisFault.Observe(work);
            if (RedisFault.TryTranslate(e, _connection) is { } fault)
            {
                throw fault;
            }

            throw;
        }
        catch (Exception e) when (RedisFault.TryTranslate(e, _connection) is { } fault)
        {
            throw fault;
        }
    }
}
