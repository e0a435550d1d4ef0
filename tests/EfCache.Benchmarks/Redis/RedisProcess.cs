using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace EfCache.Benchmarks.Redis;

/// <summary>The server that <c>EFCACHE_BENCH_REDIS</c> names, or a private one.</summary>
internal sealed class RedisProcess : IDisposable
{
    private readonly Process? _process;

    private RedisProcess(string configuration, Process? process)
    {
        Configuration = ConfigurationOptions.Parse(configuration);
        _process = process;
    }

    public ConfigurationOptions Configuration { get; }

    /// <exception cref="InvalidOperationException">None is named, and none is installed.</exception>
    public static RedisProcess Start()
    {
        if (Environment.GetEnvironmentVariable("EFCACHE_BENCH_REDIS") is { Length: > 0 } configuration)
        {
            return new RedisProcess(configuration, null);
        }

        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        try
        {
            var process = Process.Start(
                new ProcessStartInfo("redis-server", ["--port", port, "--save", "", "--bind", "127.0.0.1"])
                {
                    RedirectStandardOutput = true,
                    WorkingDirectory = Path.GetTempPath(),
                }
            )!;

            // It says so when it takes connections.
            using var ready = new ManualResetEventSlim();
            process.OutputDataReceived += (_, line) =>
            {
                if (line.Data?.Contains("Ready to accept connections", StringComparison.Ordinal) == true)
                {
                    ready.Set();
                }
            };
            process.BeginOutputReadLine();
            return ready.Wait(TimeSpan.FromSeconds(10))
                ? new RedisProcess($"127.0.0.1:{port}", process)
                : throw new InvalidOperationException("redis-server did not start.");
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException(
                "EFCACHE_BENCH_REDIS names no server, and redis-server is not installed.",
                exception
            );
        }
    }

    /// <summary>Removes everything.</summary>
    public void Empty()
    {
        var configuration = Configuration.Clone();
        configuration.AllowAdmin = true;
        using var multiplexer = ConnectionMultiplexer.Connect(configuration);
        multiplexer.GetServers()[0].FlushAllDatabases();
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
