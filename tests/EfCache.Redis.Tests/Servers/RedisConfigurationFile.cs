namespace EfCache.Redis.Tests.Servers;

/// <summary>redis.conf.</summary>
internal static class RedisConfigurationFile
{
    public const string Name = "redis.conf";
    public const string Log = "redis.log";
    public const string Dump = "dump.rdb";

    /// <summary>The user whom the tests' own commands come from, whatever becomes of the others.</summary>
    public const string User = "harness";

    public static void Write(string directory, int port, RedisServerOptions options)
    {
        List<string> lines =
        [
            "bind 127.0.0.1",
            $"dir {directory}",
            $"logfile {directory}/{Log}",
            "daemonize no",
            $"user {User} on >{User} ~* &* +@all",
            .. options.Tls ? Encrypted(directory, port) : [$"port {port}"],
            .. options.Password is { } password ? [$"requirepass {password}"] : Array.Empty<string>(),
            .. options.Users.Select(user => $"user {user}"),
            .. options.IsSentinel ? [] : Stored(options),
            .. options.IsClusterNode ? Clustered() : [],
            .. options.Settings,
        ];
        File.WriteAllLines(Path.Combine(directory, Name), lines);
    }

    private static string[] Stored(RedisServerOptions options) =>
        [
            // Nothing is saved but by SAVE.
            "save \"\"",
            $"dbfilename {Dump}",
            $"maxmemory {options.MaxMemory ?? 0}",
            $"maxmemory-policy {options.MaxMemoryPolicy}",
            $"enable-debug-command {(options.AllowsDebug ? "local" : "no")}",
            // A replica is to be connected at once.
            "repl-diskless-sync-delay 0",
        ];

    private static string[] Clustered() =>
        [
            "cluster-enabled yes",
            $"cluster-port {LoopbackPorts.Next()}",
            "cluster-node-timeout 1000",
            // A replica takes over, however old its data.
            "cluster-replica-validity-factor 0",
        ];

    private static string[] Encrypted(string directory, int port)
    {
        var certificate = Path.Combine(directory, "server.crt");
        var key = Path.Combine(directory, "server.key");
        ServerCertificate.Write(certificate, key);
        return
        [
            "port 0",
            $"tls-port {port}",
            $"tls-cert-file {certificate}",
            $"tls-key-file {key}",
            "tls-auth-clients no",
        ];
    }
}
