using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using EfCache.Storage.Remote;
using StackExchange.Redis;

namespace EfCache.Redis;

/// <summary>
/// Which run of each server answers (rule 9). A server is asked about itself when it is new, when an answer may be another run's, and
/// now and then: a master that became a replica, and a master again, has another history.
/// </summary>
/// <param name="connection">How to reach the servers.</param>
/// <param name="keyPrefix">What keys begin with.</param>
/// <param name="options">The store's times.</param>
/// <param name="trustsSockets">Whether a socket that is still the same proves who answered.</param>
/// <param name="succeeded">A run was found in the place of another.</param>
internal sealed class RedisRuns(
    RedisConnection connection,
    string keyPrefix,
    RemoteStoreOptions options,
    bool trustsSockets,
    Action succeeded
)
{
    private const string InfoArgument = "info";

    private static readonly TimeSpan RefreshAge = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestAge = TimeSpan.FromSeconds(15);

    // When a run was first seen is of use for as long as it may be its data that is read.
    private static readonly long LongestSeen = (long)TimeSpan.FromDays(30).TotalMilliseconds;
    private static readonly RedisValue FirstSeenLife = LongestSeen;

    private readonly ConcurrentDictionary<EndPoint, RedisRun> _runs = new();
    private readonly ConcurrentDictionary<EndPoint, RedisValue> _scripts = new();
    private readonly ConcurrentDictionary<EndPoint, Task<RedisRun>> _verifications = new();
    private volatile IServer? _only;

    /// <summary>The server's run if it is known; if that is a while ago, it is asked again in the background.</summary>
    public RedisRun? Find(IServer server)
    {
        if (!_runs.TryGetValue(server.EndPoint, out var run))
        {
            return null;
        }

        var age = options.TimeProvider.GetElapsedTime(run.VerifiedAt);
        if (age < RefreshAge)
        {
            return run;
        }

        if (age >= LongestAge)
        {
            return null;
        }

        // Nobody waits for it.
        _ = RefreshAsync(server, run);
        return run;
    }

    /// <summary>The run of the only server there is, if its sockets tell who answers.</summary>
    public RedisRun? FindOnly(out IServer? server)
    {
        server = _only;
        return server is not null && Find(server) is { Sockets: not null } run ? run : null;
    }

    private async Task RefreshAsync(IServer server, RedisRun run)
    {
        try
        {
            await VerifyAsync(server).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StoreUnavailableException or RedisServerException)
        {
            // It answers, and is not to be believed: a master that became a replica refuses the script.
            Forget(server, run);
        }
        catch (Exception e) when (RedisFault.TryTranslate(e, connection) is not null)
        {
            // It does not answer, as whoever asks it next finds out.
        }
    }

    /// <summary>An answer was not, or may not be, of the run: it is not known any more.</summary>
    public void Forget(IServer server, RedisRun run) =>
        _runs.TryRemove(new KeyValuePair<EndPoint, RedisRun>(server.EndPoint, run));

    /// <summary>Asks the server about itself.</summary>
    public RedisRun Verify(IServer server)
    {
        var sockets = SocketsOf(server);
        var (script, reply) = Ask(server);
        var info = RedisServerInfo.Parse(TextOf(reply));
        return Note(server, script, info, FirstSeen(server, info), sockets);
    }

    /// <inheritdoc cref="Verify"/>
    /// <remarks>Callers who come while one is under way share it.</remarks>
    public Task<RedisRun> VerifyAsync(IServer server)
    {
        if (_verifications.TryGetValue(server.EndPoint, out var underWay))
        {
            return underWay;
        }

        var mine = new TaskCompletionSource<RedisRun>(TaskCreationOptions.RunContinuationsAsynchronously);
        var shared = _verifications.GetOrAdd(server.EndPoint, mine.Task);
        if (shared == mine.Task)
        {
            _ = VerifyAsync(server, mine);
        }

        return shared;
    }

    private async Task VerifyAsync(IServer server, TaskCompletionSource<RedisRun> completion)
    {
        try
        {
            var sockets = SocketsOf(server);
            var (script, reply) = await AskAsync(server).ConfigureAwait(false);
            var info = RedisServerInfo.Parse(TextOf(reply));
            var age = await FirstSeenAsync(server, info).ConfigureAwait(false);
            _verifications.TryRemove(server.EndPoint, out _);
            completion.SetResult(Note(server, script, info, age, sockets));
        }
        catch (Exception e)
        {
            // Whoever asked is told, and whoever asks next begins anew.
            _verifications.TryRemove(server.EndPoint, out _);
            completion.SetException(e);
        }
    }

    /// <summary>
    /// By the script that the run is known to know, if it still is that run; else by a new one, which is sent this once. A server
    /// keeps every script for as long as it runs.
    /// </summary>
    private (RedisValue Script, RedisResult Info) Ask(IServer server)
    {
        try
        {
            if (_scripts.TryGetValue(server.EndPoint, out var known))
            {
                return (known, server.Execute("EVALSHA", known, 0, InfoArgument));
            }
        }
        catch (RedisServerException e) when (RedisFault.IsUnknownScript(e))
        {
            // Another run.
        }

        var text = RedisScripts.Lookup(Guid.NewGuid());
        return (Sha(text), server.Execute("EVAL", text, 0, InfoArgument));
    }

    /// <inheritdoc cref="Ask"/>
    private async Task<(RedisValue Script, RedisResult Info)> AskAsync(IServer server)
    {
        try
        {
            if (_scripts.TryGetValue(server.EndPoint, out var known))
            {
                return (known, await server.ExecuteAsync("EVALSHA", known, 0, InfoArgument).ConfigureAwait(false));
            }
        }
        catch (RedisServerException e) when (RedisFault.IsUnknownScript(e))
        {
            // Another run.
        }

        var text = RedisScripts.Lookup(Guid.NewGuid());
        return (Sha(text), await server.ExecuteAsync("EVAL", text, 0, InfoArgument).ConfigureAwait(false));
    }

    private IDatabase Database() => connection.Open(TimeSpan.Zero).GetDatabase();

    private long? SocketsOf(IServer server) =>
        trustsSockets && server.ServerType == ServerType.Standalone ? connection.SocketsOfOnlyServer : null;

    private static string? TextOf(RedisResult reply) => reply.Length < 0 ? (string?)reply : throw NotWhatWasAsked();

    private static long AgeOf(RespResult reply)
    {
        var reader = reply.Read();
        return reader.IsScalar && reader.TryReadInt64(out var milliseconds) ? milliseconds : throw NotWhatWasAsked();
    }

    private static StoreUnavailableException NotWhatWasAsked() =>
        new("the server answered something else than it was asked for");

    /// <summary>
    /// How long ago a run was first seen, in milliseconds. How long it has been there tells the server itself, unless its data may be of
    /// another's: a replica that was promoted has been running for longer than it has been a master. Null where that is not needed.
    /// </summary>
    private long? FirstSeen(IServer server, RedisServerInfo info)
    {
        if (!NeedsFirstSeen(server, info))
        {
            return null;
        }

        try
        {
            using var seen = RedisScripts.FirstSeen.Execute(Database(), [RunKey(info)], [FirstSeenLife]);
            return AgeOf(seen);
        }
        catch (Exception e) when (RedisFault.TryTranslate(e, connection) is not null)
        {
            // In a cluster another server may have the key, and be away: then it is as if nobody had seen the run before.
            return 0;
        }
    }

    /// <inheritdoc cref="FirstSeen"/>
    private async Task<long?> FirstSeenAsync(IServer server, RedisServerInfo info)
    {
        if (!NeedsFirstSeen(server, info))
        {
            return null;
        }

        try
        {
            using var seen = await RedisScripts
                .FirstSeen.ExecuteAsync(Database(), [RunKey(info)], [FirstSeenLife])
                .ConfigureAwait(false);
            return AgeOf(seen);
        }
        catch (Exception e) when (RedisFault.TryTranslate(e, connection) is not null)
        {
            return 0;
        }
    }

    private bool NeedsFirstSeen(IServer server, RedisServerInfo info) =>
        info.MayBePromoted
        && options.Quarantine > TimeSpan.Zero
        && !(_runs.TryGetValue(server.EndPoint, out var known) && known.Epoch == info.Epoch);

    private RedisKey RunKey(RedisServerInfo info) => $"{keyPrefix}:run:{info.Epoch:N}";

    private RedisRun Note(
        IServer server,
        RedisValue script,
        RedisServerInfo info,
        long? millisecondsSeen,
        long? sockets
    )
    {
        var now = options.TimeProvider.GetTimestamp();
        var isSame = _runs.TryGetValue(server.EndPoint, out var known) && known.Epoch == info.Epoch;
        var age =
            millisecondsSeen is { } seen ? TimeSpan.FromMilliseconds(Math.Clamp(seen, 0, LongestSeen))
            : info.MayBePromoted && !isSame ? TimeSpan.Zero
            : info.Uptime;
        var wait = options.Quarantine - age;
        var isSuccessor = !isSame && IsSuccessor(server);
        var run = new RedisRun(
            info.Epoch,
            script,
            sockets,
            isSame ? known!.FillsFrom
                : wait > TimeSpan.Zero ? now + (long)(wait.TotalSeconds * options.TimeProvider.TimestampFrequency)
                : now,
            now
        );
        _runs[server.EndPoint] = run;
        _scripts[server.EndPoint] = script;
        _only = sockets is null ? null : server;
        if (isSuccessor)
        {
            succeeded();
        }

        return run;
    }

    /// <summary>Whether there was another run in its place: of the same server, or, unless they divide the keys, of another.</summary>
    private bool IsSuccessor(IServer server) =>
        server.ServerType == ServerType.Cluster ? _scripts.ContainsKey(server.EndPoint) : !_scripts.IsEmpty;

    private static RedisValue Sha(string script)
    {
#pragma warning disable CA5350 // The server's own name for the script: nothing is protected by it.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(script)));
#pragma warning restore CA5350
    }
}
