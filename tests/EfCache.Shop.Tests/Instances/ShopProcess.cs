using System.Diagnostics;
using System.Text.RegularExpressions;
using EfCache.Redis.Tests.Servers;

namespace EfCache.Shop.Tests.Instances;

/// <summary>The shop as it was built, in a process of its own, on a port that nobody else has.</summary>
internal sealed partial class ShopProcess : IDisposable
{
    private static readonly string Executable = Path.Combine(
        AppContext.BaseDirectory,
        OperatingSystem.IsWindows() ? "Shop.exe" : "Shop"
    );

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>For the filling of a database by an instance, while another waits, on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ServerProcess _process;

    private ShopProcess(ServerProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public string Output => _process.Output;

    /// <param name="folder">Where it has its files.</param>
    /// <param name="connections">Its connection strings, by name.</param>
    /// <exception cref="InvalidOperationException">It ended, for the reason that it gave.</exception>
    public static async Task<ShopProcess> StartAsync(
        string folder,
        params (string Name, string ConnectionString)[] connections
    )
    {
        var process = Launch(folder, connections);
        var waited = Stopwatch.StartNew();
        while (!process.HasExited && waited.Elapsed < Patience)
        {
            if (Opening().Match(process.Output) is { Success: true } opening)
            {
                return new ShopProcess(process, new Uri(opening.Groups["address"].Value));
            }

            await Task.Delay(Pause);
        }

        using (process)
        {
            throw new InvalidOperationException($"The shop did not open in {waited.Elapsed}:\n{process.Output}");
        }
    }

    /// <summary>Starts it with what it can't be started with.</summary>
    public static async Task<(int ExitCode, string Output)> FailAsync(
        string folder,
        params (string Name, string ConnectionString)[] connections
    )
    {
        using var process = Launch(folder, connections);
        await process.ExitAsync();
        return (process.ExitCode, process.Output);
    }

    public ShopVisitor CreateVisitor() => new(Address);

    public void Dispose() => _process.Dispose();

    private static ServerProcess Launch(string folder, (string Name, string ConnectionString)[] connections) =>
        ServerProcess.Start(
            Executable,
            folder,
            [
                "--urls",
                "http://127.0.0.1:0",
                .. connections.SelectMany(pair => new[] { $"--ConnectionStrings:{pair.Name}", pair.ConnectionString }),
            ]
        );

    [GeneratedRegex("The shop is open at (?<address>[^ ]+) ")]
    private static partial Regex Opening();
}
