using System.Diagnostics;

namespace EfCache.Redis.Tests.Servers;

/// <summary>Ends every server, and deletes its directory, when this process ends in any way, a SIGKILL included.</summary>
/// <remarks>
/// It is a shell that reads the servers from a pipe of this process, whose end is the end of the process. A server is known by its
/// working directory: its number may be another process's by then.
/// </remarks>
internal static class ServerWatchdog
{
    private const string Script = """
        trap '' HUP INT TERM
        cd /
        while read -r process directory; do
            servers="$servers$process $directory
        "
        done
        printf '%s' "$servers" | while read -r process directory; do
            if [ "/proc/$process/cwd" -ef "$directory" ]; then kill -KILL "$process"; fi
            rm -rf "$directory"
        done
        """;

    private static readonly Lazy<StreamWriter> Pipe = new(Start);

    public static void Watch(int process, string directory)
    {
        lock (Pipe)
        {
            Pipe.Value.WriteLine($"{process} {directory}");
        }
    }

    private static StreamWriter Start()
    {
        // Its output goes nowhere: who runs the tests waits for everybody that has theirs.
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec >/dev/null 2>&1\n{Script}"])
        {
            RedirectStandardInput = true,
        };
        var pipe = Process.Start(start)!.StandardInput;
        pipe.AutoFlush = true;
        return pipe;
    }
}
