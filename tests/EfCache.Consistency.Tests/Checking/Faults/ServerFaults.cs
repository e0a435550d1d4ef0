namespace EfCache.Consistency.Tests.Checking.Faults;

/// <summary>The server is away, or does not answer, and comes back with what it had, with less, or with something older.</summary>
internal static class ServerFaults
{
    /// <summary>
    /// A state is saved, is written over for a while, and comes back: what is dead in between must stay so.
    /// </summary>
    public static Fault RestartFromDump { get; } =
        new(
            "saved, written over, killed and restarted as it was saved",
            async scene =>
            {
                var dump = await scene.SaveDumpAsync();
                await scene.ReadOnAsync();
                await scene.Server.RestartFromDumpAsync(dump);
                await scene.ReadOnAsync();
            }
        );

    public static readonly Fault[] All =
    [
        RestartFromDump,
        new("killed and restarted empty at once", async scene => await scene.Server.RestartAsync()),
        new(
            "killed and restarted empty after a while",
            async scene =>
            {
                await scene.Server.KillAsync();
                await scene.ReadOnAsync();
                await scene.Server.RestartAsync();
            }
        ),
        new(
            "killed and restarted from an old dump after a while",
            async scene =>
            {
                await scene.Server.KillAsync();
                await scene.ReadOnAsync();
                await scene.Server.RestartFromDumpAsync(scene.PickDump());
            }
        ),
        new(
            "stopped in order and started again with its data",
            async scene =>
            {
                await scene.Server.StopAsync(keepData: true);
                await scene.ReadOnAsync();
                await scene.Server.StartAgainAsync();
            }
        ),
        new(
            "paused and continued",
            async scene =>
            {
                await scene.Server.PauseAsync();
                await scene.ReadOnAsync();
                scene.Server.Continue();
            }
        ),
        new(
            "paused, killed and restarted from an old dump",
            async scene =>
            {
                await scene.Server.PauseAsync();
                await scene.ReadOnAsync();
                await scene.Server.RestartFromDumpAsync(scene.PickDump());
            }
        ),
    ];
}
