using System.Diagnostics;

namespace EfCache.Redis.Tests.Servers;

/// <summary>The servers' directories. Who works in one ends when this process ends in any way, a SIGKILL included, and all of them are deleted.</summary>
/// <remarks>That is done by a shell which waits for the end of a pipe of this process.</remarks>
internal static class ServerFolders
{
    private const string Watchdog = """
        exec >/dev/null 2>&1
        trap '' HUP INT TERM
        cd "$1" && folder=$(pwd -P) && cd / || exit
        while read -r _; do :; done
        find /proc/[0-9]*/cwd -maxdepth 0 -lname "$folder/*" -printf '%h\n' | cut -d / -f 3 | xargs -r kill -KILL
        rm -rf "$folder"
        """;

    private static readonly Lazy<(string Folder, Process Watchdog)> Watched = new(Start);
    private static int _count;

    public static string Create()
    {
        var folder = Path.Combine(Watched.Value.Folder, $"{Interlocked.Increment(ref _count)}");
        return Directory.CreateDirectory(folder).FullName;
    }

    private static (string Folder, Process Watchdog) Start()
    {
        var folder = Directory.CreateTempSubdirectory("efcache-redis-").FullName;
        var start = new ProcessStartInfo("/bin/sh", ["-c", Watchdog, "sh", folder]) { RedirectStandardInput = true };
        // It is kept, so that the pipe is not closed before the process ends.
        return (folder, Process.Start(start)!);
    }
}
