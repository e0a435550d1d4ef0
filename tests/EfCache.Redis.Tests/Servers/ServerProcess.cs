using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace EfCache.Redis.Tests.Servers;

/// <summary>A server's process, in one of <see cref="ServerFolders"/>, and so not longer than this one.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ServerProcess(Process process)
    {
        _process = process;
        Id = process.Id;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private enum Signal
    {
        Continue = 18,
        Stop = 19,
    }

    public int Id { get; }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public bool IsPaused { get; private set; }

    /// <summary>What it wrote to its output and not to its log.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static ServerProcess Start(string program, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        var process = Process.Start(start)!;
        return new ServerProcess(process);
    }

    /// <summary>SIGSTOP: it keeps its connections and answers nothing.</summary>
    public async Task PauseAsync()
    {
        Send(Signal.Stop);
        IsPaused = true;
        // The signal is sent at once and acted on a little later.
        await Wait.UntilAsync($"process {Id} is stopped", () => Task.FromResult(State() == 'T'));
    }

    public void Continue()
    {
        Send(Signal.Continue);
        IsPaused = false;
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitAsync();
    }

    public async Task ExitAsync() => await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);

    private char State()
    {
        // "1234 (redis-server) S …"; the name may have anything in it.
        var status = File.ReadAllText($"/proc/{Id}/stat");
        return status[status.LastIndexOf(')') + 2];
    }

    private void Send(Signal signal)
    {
        if (SendSignal(Id, (int)signal) != 0)
        {
            throw new InvalidOperationException(
                $"Process {Id} got no signal {signal}: {Marshal.GetLastPInvokeErrorMessage()}"
            );
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }
    }
}
