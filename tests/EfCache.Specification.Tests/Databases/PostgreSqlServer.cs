using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace EfCache.Specification.Tests.Databases;

/// <summary>A PostgreSQL server: the one that EFCACHE_TEST_POSTGRES names, or a private one that ends with the process.</summary>
public sealed class PostgreSqlServer : IDisposable
{
    private const string Variable = "EFCACHE_TEST_POSTGRES";

    private static readonly Lazy<Task<PostgreSqlServer>> Shared = new(() => Task.Run(FindOrStart));

    private readonly string? _binaries;
    private readonly string? _directory;
    private bool _stopped;

    private PostgreSqlServer(string connectionString, string? binaries = null, string? directory = null)
    {
        ConnectionString = connectionString;
        _binaries = binaries;
        _directory = directory;
    }

    /// <summary>To the administration database.</summary>
    public string ConnectionString { get; }

    /// <summary>Why there is no server; null if there is.</summary>
    public string? WhyUnavailable { get; private init; }

    /// <summary>One for the whole process, started by the first to ask.</summary>
    public static Task<PostgreSqlServer> SharedAsync() => Shared.Value;

    /// <summary>A server of one's own, which can be stopped.</summary>
    public static PostgreSqlServer StartPrivate() =>
        FindBinaries() is { } binaries
            ? Start(binaries)
            : Unavailable("PostgreSQL's programs are not in /usr/lib/postgresql");

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // The tests' own texts.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    public void Dispose()
    {
        if (_stopped || _binaries is null)
        {
            return;
        }

        _stopped = true;
        Run(Path.Combine(_binaries, "pg_ctl"), "stop", "-D", Path.Combine(_directory!, "data"), "-m", "immediate");
        Directory.Delete(_directory!, recursive: true);
    }

    private static PostgreSqlServer FindOrStart()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } connectionString)
        {
            return new PostgreSqlServer(connectionString);
        }

        if (FindBinaries() is not { } binaries)
        {
            return Unavailable($"{Variable} is not set, and PostgreSQL's programs are not in /usr/lib/postgresql");
        }

        var server = Start(binaries);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    }

    /// <summary>At home a missing server is a reason to skip; where everything has to be there it is a failure.</summary>
    private static PostgreSqlServer Unavailable(string why) =>
        Environment.GetEnvironmentVariable("CI") == "true"
            ? throw new InvalidOperationException($"There is no PostgreSQL server: {why}.")
            : new PostgreSqlServer("") { WhyUnavailable = why };

    private static string? FindBinaries() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(directory => File.Exists(Path.Combine(directory, "initdb")))
                .Max(StringComparer.Ordinal)
            : null;

    private static PostgreSqlServer Start(string binaries)
    {
        var directory = Directory.CreateTempSubdirectory("efcache-pg-").FullName;
        if (Environment.UserName == "root")
        {
            // PostgreSQL refuses to run as root.
            RunDirectly("chown", "postgres", directory);
        }

        var port = FreePort();
        var data = Path.Combine(directory, "data");
        Run(Path.Combine(binaries, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
        Run(
            Path.Combine(binaries, "pg_ctl"),
            "start",
            "-w",
            "-D",
            data,
            "-l",
            Path.Combine(directory, "log"),
            "-o",
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={directory} -c fsync=off "
                + "-c full_page_writes=off -c synchronous_commit=off -c max_connections=400 -c max_prepared_transactions=20 -c shared_buffers=64MB"
        );
        return new PostgreSqlServer(
            $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Include Error Detail=true",
            binaries,
            directory
        );
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Run(string program, params string[] arguments)
    {
        if (Environment.UserName == "root")
        {
            RunDirectly("runuser", ["-u", "postgres", "--", program, .. arguments]);
        }
        else
        {
            RunDirectly(program, arguments);
        }
    }

    private static void RunDirectly(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed: {error}{output.Result}");
        }
    }
}
