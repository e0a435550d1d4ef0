using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EfCache.Benchmarks.Databases;

/// <summary>
/// The PostgreSQL server that <c>EFCACHE_BENCH_POSTGRES</c> names, or else a private one of the binaries that are installed.
/// Without either the benchmarks of PostgreSQL are left out.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private const string Variable = "EFCACHE_BENCH_POSTGRES";

    private readonly string _bin;
    private readonly string _directory;

    private PostgresServer(string bin, string directory)
    {
        _bin = bin;
        _directory = directory;
    }

    /// <summary>Null when there is no server. BenchmarkDotNet's child processes inherit it as a variable.</summary>
    public static string? ConnectionString => Environment.GetEnvironmentVariable(Variable);

    /// <summary>Starts a private server if one is needed and possible; null if not.</summary>
    public static PostgresServer? StartIfNeeded()
    {
        if (ConnectionString is not null)
        {
            return null;
        }

        var bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        if (bin is null)
        {
            Console.Error.WriteLine($"PostgreSQL is left out: {Variable} names no server, and none is installed.");
            return null;
        }

        var server = new PostgresServer(
            Path.Combine(bin, "bin"),
            Directory.CreateTempSubdirectory("efcache-bench-pg-").FullName
        );
        try
        {
            Environment.SetEnvironmentVariable(Variable, server.Start());
            return server;
        }
        catch (InvalidOperationException exception)
        {
            Console.Error.WriteLine($"PostgreSQL is left out: {exception.Message}");
            server.Dispose();
            return null;
        }
    }

    public void Dispose()
    {
        try
        {
            Run("pg_ctl", "stop", "-D", Data, "-m", "immediate");
        }
        catch (InvalidOperationException exception)
        {
            Console.Error.WriteLine(exception.Message);
        }

        Directory.Delete(_directory, recursive: true);
    }

    private string Data => Path.Combine(_directory, "data");

    private string Start()
    {
        if (Environment.IsPrivilegedProcess)
        {
            RunProgram("chown", "postgres", _directory); // the server refuses to run as root
        }

        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        Run("initdb", "-D", Data, "-A", "trust", "-U", "postgres", "--no-sync");
        Run(
            "pg_ctl",
            "start",
            "-w",
            "-D",
            Data,
            "-l",
            Path.Combine(_directory, "log"),
            "-o",
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_directory} -c fsync=off"
        );
        return $"Host=127.0.0.1;Port={port};Username=postgres";
    }

    private void Run(string tool, params string[] arguments)
    {
        var program = Path.Combine(_bin, tool);
        if (Environment.IsPrivilegedProcess)
        {
            RunProgram("runuser", ["-u", "postgres", "--", program, .. arguments]);
        }
        else
        {
            RunProgram(program, arguments);
        }
    }

    private static void RunProgram(string program, params string[] arguments)
    {
        // The server inherits what its starter had: with a pipe of ours it would keep us waiting for its end.
        using var process = Process.Start(
            new ProcessStartInfo(
                "/bin/sh",
                ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]
            )
            {
                WorkingDirectory = "/",
            }
        )!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed with exit code {process.ExitCode}.");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
