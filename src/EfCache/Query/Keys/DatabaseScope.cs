using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using EfCache.Settings;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Query.Keys;

/// <summary>
/// The part of a key that says which database it is: prefix, provider, server, database, and what of the connection string
/// changes the meaning of a command (the user, whom row-level security may show other rows; the search path).
/// </summary>
internal sealed class DatabaseScope
{
    private const int MaxCached = 4096;

    private static readonly ConcurrentDictionary<(string, string, string), DatabaseScope> Cached = new();

    // A name in memory is this process's own: on a cache server another process must not meet it.
    private static readonly string ProcessId = Guid.NewGuid().ToString("N");

    private static readonly string[] MeaningfulKeywords =
    [
        "username",
        "user id",
        "userid",
        "user name",
        "user",
        "uid",
        "integrated security",
        "search path",
        "searchpath",
        "options",
        "mode",
        "vfs",
        "timezone",
        "time zone",
        "language",
        "current language",
    ];

    private readonly string? _privateName;

    private DatabaseScope(string name, bool isPrivate)
    {
        Digest = DigestOf(name);
        _privateName = isPrivate ? name : null;
    }

    private DatabaseScope(string name)
    {
        Digest = DigestOf(name);
        IsStable = false;
    }

    /// <summary>32 bytes of SHA-256.</summary>
    public byte[] Digest { get; }

    /// <summary>Whether the scope is the same for as long as the connection string is.</summary>
    public bool IsStable { get; } = true;

    /// <summary>The scope of the connection's database; null when the database is private to a connection that is not open.</summary>
    public static DatabaseScope? Of(IRelationalConnection connection, CacheSession session)
    {
        if (session.Settings.DatabaseIdentity is not null)
        {
            return new DatabaseScope(session.ProviderName + "\n" + session.TagPrefix);
        }

        var scope = OfConnectionString(connection, session);
        return scope._privateName is null ? scope : PrivateScope.Of(connection.DbConnection, scope._privateName);
    }

    private static DatabaseScope OfConnectionString(IRelationalConnection connection, CacheSession session)
    {
        var connectionString = connection.ConnectionString ?? "";
        var key = (session.Settings.KeyPrefix, session.ProviderName, connectionString);
        if (Cached.TryGetValue(key, out var scope))
        {
            return scope;
        }

        // The connection is made for its parsed DataSource and Database, once for a connection string, and not opened.
        var (name, isPrivate) = Describe(connection.DbConnection, connectionString, session);
        scope = new DatabaseScope(name, isPrivate);
        // Without a connection string, it is a connection or a data source that tells, and that may be another's.
        return connectionString.Length > 0 && Cached.Count < MaxCached ? Cached.GetOrAdd(key, scope) : scope;
    }

    private static (string Name, bool IsPrivate) Describe(
        DbConnection connection,
        string connectionString,
        CacheSession session
    )
    {
        var keywords = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var name = new StringBuilder();
        name.Append(session.Settings.KeyPrefix).Append('\n').Append(session.ProviderName).Append('\n');
        var isPrivate = false;
        if (session.ProviderName.EndsWith(".Sqlite", StringComparison.Ordinal))
        {
            var file = DataSourceOf(keywords) ?? connection.DataSource;
            var isMemory = IsInMemory(file, keywords);
            isPrivate = file.Length == 0 || (isMemory && !IsShared(file, keywords));
            name.Append(
                isMemory || isPrivate ? ProcessId + file
                : file.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? file
                : Path.GetFullPath(file)
            );
        }
        else
        {
            name.Append(connection.DataSource);
        }

        name.Append('\n').Append(connection.Database);
        foreach (var keyword in MeaningfulKeywords)
        {
            if (keywords.TryGetValue(keyword, out var value))
            {
                name.Append('\n').Append(keyword).Append('=').Append(value);
            }
        }

        return (name.ToString(), isPrivate);
    }

    // An open connection tells the file's full name, and nothing for one in memory.
    private static string? DataSourceOf(DbConnectionStringBuilder keywords) =>
        keywords.TryGetValue("data source", out var source)
        || keywords.TryGetValue("datasource", out source)
        || keywords.TryGetValue("filename", out source)
            ? source.ToString()
            : null;

    private static bool IsInMemory(string file, DbConnectionStringBuilder keywords) =>
        file.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
        || file.Contains("mode=memory", StringComparison.OrdinalIgnoreCase)
        || (
            keywords.TryGetValue("mode", out var mode)
            && string.Equals(mode.ToString(), "memory", StringComparison.OrdinalIgnoreCase)
        );

    private static bool IsShared(string file, DbConnectionStringBuilder keywords) =>
        file.Contains("cache=shared", StringComparison.OrdinalIgnoreCase)
        || (
            keywords.TryGetValue("cache", out var cache)
            && string.Equals(cache.ToString(), "shared", StringComparison.OrdinalIgnoreCase)
        );

    private static byte[] DigestOf(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name));

    /// <summary>A database that lives in one connection, from its opening to its closing.</summary>
    private sealed class PrivateScope
    {
        private static readonly ConditionalWeakTable<DbConnection, PrivateScope> Connections = [];

        private volatile DatabaseScope? _scope;

        private PrivateScope(DbConnection connection) =>
            connection.StateChange += (_, change) =>
            {
                if (change.CurrentState == ConnectionState.Closed)
                {
                    _scope = null;
                }
            };

        public static DatabaseScope? Of(DbConnection connection, string name)
        {
            if (connection.State != ConnectionState.Open)
            {
                return null;
            }

            var connected = Connections.GetValue(connection, static key => new PrivateScope(key));
            return connected._scope ??= new DatabaseScope(name + "\n" + Guid.NewGuid().ToString("N"));
        }
    }
}
