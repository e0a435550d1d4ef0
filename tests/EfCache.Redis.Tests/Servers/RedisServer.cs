using System.Net;
using System.Security.Cryptography.X509Certificates;
using StackExchange.Redis;

namespace EfCache.Redis.Tests.Servers;

/// <summary>A redis-server of the tests' own, on a port of this machine, which ends with this process.</summary>
/// <remarks>
/// Nothing is saved but by what says so here. What <see cref="ConfigAsync"/> and ACL SETUSER change is as it was after a restart. Where there is
/// no redis-server the test that starts one is skipped, or fails if CI is "true"; a fixture asks <see cref="RedisProgram.WhyUnavailable"/> first.
/// </remarks>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly Lazy<Task<RedisServer>> Shared = new(() => StartAsync());
    private static int _prefixes;

    private readonly RedisServerInstance _instance;
    private int _dumps;

    private RedisServer(RedisServerInstance instance) => _instance = instance;

    public int Port => _instance.Port;

    public IPEndPoint EndPoint => new(IPAddress.Loopback, Port);

    /// <summary>"127.0.0.1:12345".</summary>
    public string Address => EndPoint.ToString();

    /// <summary>Where its dump and its log are.</summary>
    public string Folder => _instance.Folder;

    /// <summary>What a client is to trust; null without TLS.</summary>
    public X509Certificate2? Certificate => _instance.Certificate;

    public bool IsRunning => _instance.IsRunning;

    /// <summary>Whether it runs and is not paused.</summary>
    public bool Answers => IsRunning && !_instance.Process.IsPaused;

    /// <summary>Everybody's: never stopped, emptied or configured. Each test has keys with a prefix of its own (<see cref="NewPrefix"/>).</summary>
    public static Task<RedisServer> SharedAsync() => Shared.Value;

    /// <summary>"t1:", and another each time.</summary>
    public static string NewPrefix() => $"t{Interlocked.Increment(ref _prefixes)}:";

    public static async Task<RedisServer> StartAsync(RedisServerOptions? options = null) =>
        new(await RedisServerInstance.StartAsync(options ?? new RedisServerOptions()));

    /// <summary>How StackExchange.Redis connects to it, with its password and its certificate; a new one each time.</summary>
    public ConfigurationOptions Configuration()
    {
        var configuration = new ConfigurationOptions
        {
            EndPoints = { EndPoint },
            Password = _instance.Options.Password,
            Ssl = Certificate is not null,
        };
        if (Certificate is not null)
        {
            configuration.SslHost = "localhost";
            configuration.TrustIssuer(Certificate);
        }

        return configuration;
    }

    public async Task<ConnectionMultiplexer> ConnectAsync() =>
        await ConnectionMultiplexer.ConnectAsync(Configuration());

    /// <summary>A command, on a connection of its own and by a user who may do everything.</summary>
    /// <exception cref="RespErrorException">The reply is an error.</exception>
    public Task<RespValue> ExecuteAsync(params string[] command) => _instance.ExecuteAsync(command);

    /// <summary>What INFO says in a section: "replication".</summary>
    public Task<IReadOnlyDictionary<string, string>> InfoAsync(string section) => _instance.InfoAsync(section);

    /// <summary>CONFIG SET: "maxmemory", "maxmemory-policy", "min-replicas-to-write", …</summary>
    public Task ConfigAsync(string name, string value) => ExecuteAsync("CONFIG", "SET", name, value);

    /// <summary>Ends it in order: clients' connections are closed. Its data is saved, or lost.</summary>
    public Task StopAsync(bool keepData = false) => _instance.StopAsync(keepData);

    /// <summary>SIGKILL: what was not saved is lost.</summary>
    public Task KillAsync() => _instance.KillAsync();

    /// <summary>Starts it after a stop or a kill, on the same port, with the data that was saved last.</summary>
    public Task StartAgainAsync() => _instance.LaunchAgainAsync();

    /// <summary>Ends it, if it runs, and starts it on the same port: with the data that it had (or was saved last), or empty.</summary>
    public async Task RestartAsync(bool keepData = false)
    {
        if (keepData)
        {
            await StopIfRunningAsync();
        }
        else
        {
            await KillIfRunningAsync();
            _instance.DeleteDump();
        }

        await StartAgainAsync();
    }

    /// <summary>Saves what it holds now, to be restarted from later: a file's path.</summary>
    public async Task<string> SaveDumpAsync()
    {
        await ExecuteAsync("SAVE");
        return _instance.CopyDump($"saved-{++_dumps}.rdb");
    }

    /// <summary>Kills it, if it runs, and starts it on the same port with a dump that <see cref="SaveDumpAsync"/> made, of this server or another.</summary>
    public async Task RestartFromDumpAsync(string dump)
    {
        await KillIfRunningAsync();
        _instance.UseDump(dump);
        await StartAgainAsync();
    }

    /// <summary>SIGSTOP: connections stay, new ones are accepted by the system, and nothing is answered until <see cref="Continue"/>.</summary>
    public Task PauseAsync() => _instance.Process.PauseAsync();

    /// <summary>SIGCONT: what was sent meanwhile is executed now.</summary>
    public void Continue() => _instance.Process.Continue();

    /// <summary>Makes it another's replica, with the other's data.</summary>
    public async Task ReplicateAsync(RedisServer master)
    {
        await ExecuteAsync("REPLICAOF", "127.0.0.1", $"{master.Port}");
        await WaitUntilConnectedToMasterAsync();
    }

    /// <summary>As a replica it has what the master has.</summary>
    public Task WaitUntilConnectedToMasterAsync() =>
        Wait.UntilAsync(
            $"the replica {Address} is connected",
            async () => (await InfoAsync("replication")).GetValueOrDefault("master_link_status") == "up"
        );

    public ValueTask DisposeAsync()
    {
        _instance.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task StopIfRunningAsync()
    {
        if (IsRunning)
        {
            await StopAsync(keepData: true);
        }
    }

    private async Task KillIfRunningAsync()
    {
        if (IsRunning)
        {
            await KillAsync();
        }
    }
}
