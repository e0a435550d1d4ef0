using EfCache.Redis.Tests.Servers;

namespace EfCache.Consistency.Tests.Checking.Faults;

/// <summary>One process is cut off, or does not get to know what became of its commands; the others go on.</summary>
internal static class ConnectionFaults
{
    private const int MostCommands = 5;

    public static readonly Fault[] All =
    [
        new(
            "connections cut",
            scene =>
            {
                scene.PickProxy().CutAll();
                return Task.CompletedTask;
            }
        ),
        new("cut off for a while", CutOffAsync),
        new("nothing arrives for a while, and then all of it", scene => BlackHoleAsync(scene, isDelivered: true)),
        new("nothing arrives for a while, and then it is lost", scene => BlackHoleAsync(scene, isDelivered: false)),
        new(
            "scripts executed, and their answers lost",
            scene => UntilLiftedAsync(scene, proxy => proxy.CutAfter(IsScript, scene.Random.Next(1, MostCommands)))
        ),
        new(
            "scripts lost",
            scene => UntilLiftedAsync(scene, proxy => proxy.CutBefore(IsScript, scene.Random.Next(1, MostCommands)))
        ),
        new("scripts held up", scene => UntilLiftedAsync(scene, proxy => proxy.HoldCommands(IsScript))),
        new("answers held up", scene => UntilLiftedAsync(scene, proxy => proxy.HoldAnswers())),
    ];

    /// <summary>Marks and bumps are.</summary>
    private static bool IsScript(RespCommand command) => command.Is("EVALSHA") || command.Is("EVAL");

    private static async Task CutOffAsync(FaultScene scene)
    {
        var proxy = scene.PickProxy();
        proxy.Refuse();
        proxy.CutAll();
        await scene.ReadOnAsync();
        proxy.Accept();
    }

    private static async Task BlackHoleAsync(FaultScene scene, bool isDelivered)
    {
        var proxy = scene.PickProxy();
        proxy.BlackHole();
        await scene.ReadOnAsync();
        proxy.Heal(isDelivered);
    }

    private static async Task UntilLiftedAsync(FaultScene scene, Func<RespProxy, ProxyFault> begin)
    {
        using var fault = begin(scene.PickProxy());
        await scene.ReadOnAsync();
    }
}
