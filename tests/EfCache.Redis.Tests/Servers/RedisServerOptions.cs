namespace EfCache.Redis.Tests.Servers;

/// <summary>What a server is started with.</summary>
public sealed record RedisServerOptions
{
    /// <summary>The default user's, by "requirepass"; none by default.</summary>
    public string? Password { get; init; }

    /// <summary>Further users, each as after ACL SETUSER: "app on >secret ~shop:* +@all".</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>"maxmemory", in bytes; no limit by default.</summary>
    /// <remarks>An empty server takes about 1 MB, which counts.</remarks>
    public long? MaxMemory { get; init; }

    /// <summary>"maxmemory-policy"; "noeviction" by default.</summary>
    public string MaxMemoryPolicy { get; init; } = "noeviction";

    /// <summary>Whether DEBUG commands are allowed.</summary>
    public bool AllowsDebug { get; init; }

    /// <summary>Whether it speaks TLS, and nothing else, with <see cref="RedisServer.Certificate"/>.</summary>
    public bool Tls { get; init; }

    /// <summary>Further lines of redis.conf: "appendonly yes".</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Whether it is a node of a cluster, which has a second port.</summary>
    internal bool IsClusterNode { get; init; }

    /// <summary>Whether it is a Sentinel, which changes its redis.conf by itself.</summary>
    internal bool IsSentinel { get; init; }
}
