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
        await Wait.UntilAsync("the shop is open", () => Task.FromResult(process.HasExited || IsOpen(process)));
        if (IsOpen(process))
        {
            return new ShopProcess(process, new Uri(Opening().Match(process.Output).Groups["address"].Value));
        }

        await process.ExitAsync();
        var output = process.Output;
        process.Dispose();
        throw new InvalidOperationException($"The shop did not open:\n{output}");
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

    private static bool IsOpen(ServerProcess process) => Opening().IsMatch(process.Output);

    [GeneratedRegex("The shop is open at (?<address>[^ ]+) ")]
    private static partial Regex Opening();
}
