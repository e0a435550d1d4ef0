using EfCache.Redis.Tests.Servers;

namespace EfCache.Consistency.Tests.Checking.Faults;

/// <summary>What faults happen to.</summary>
/// <param name="server">The server.</param>
/// <param name="proxies">What is between it and the processes that do not reach it directly.</param>
/// <param name="random">What is chosen follows from its seed.</param>
/// <param name="readOnAsync">Waits until some more was read, or the fault is to end.</param>
internal sealed class FaultScene(
    RedisServer server,
    IReadOnlyList<RespProxy> proxies,
    Random random,
    Func<Task> readOnAsync
)
{
    // A long run has very many.
    private const int DumpsKept = 8;

    private readonly List<string> _dumps = [];

    public RedisServer Server => server;

    public Random Random => random;

    public Task ReadOnAsync() => readOnAsync();

    public RespProxy PickProxy() => proxies[random.Next(proxies.Count)];

    public async Task<string> SaveDumpAsync()
    {
        var dump = await server.SaveDumpAsync();
        _dumps.Add(dump);
        if (_dumps.Count > DumpsKept)
        {
            File.Delete(_dumps[0]);
            _dumps.RemoveAt(0);
        }

        return dump;
    }

    /// <summary>One that was saved at some time.</summary>
    public string PickDump() => _dumps[random.Next(_dumps.Count)];
}
