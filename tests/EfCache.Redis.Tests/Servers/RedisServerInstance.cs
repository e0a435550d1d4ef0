using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace EfCache.Redis.Tests.Servers;

/// <summary>A server's port, directory and process.</summary>
internal sealed class RedisServerInstance : IDisposable
{
    private readonly string _program;
    private ServerProcess? _process;

    private RedisServerInstance(string program, RedisServerOptions options, int port)
    {
        _program = program;
        Options = options;
        Port = port;
        Folder = ServerFolders.Create();
        RedisConfigurationFile.Write(Folder, port, options);
    }

    public RedisServerOptions Options { get; }

    public int Port { get; }

    public string Folder { get; }

    public X509Certificate2? Certificate => Options.Tls ? ServerCertificate.Value : null;

    public bool IsRunning => _process is { HasExited: false };

    public ServerProcess Process => _process ?? throw new InvalidOperationException("The server does not run.");

    private string Dump => Path.Combine(Folder, RedisConfigurationFile.Dump);

    /// <summary>Another process may take a free port before the server does: then there is another.</summary>
    public static async Task<RedisServerInstance> StartAsync(RedisServerOptions options)
    {
        var program = RedisProgram.Require();
        for (var tries = 0; tries < 5; tries++)
        {
            var instance = new RedisServerInstance(program, options, LoopbackPorts.Next());
            if (await instance.TryLaunchAsync())
            {
                return instance;
            }

            instance.Dispose();
        }

        throw new InvalidOperationException("Each port was taken before the server had it.");
    }

    /// <summary>On the same port, which somebody may have for a moment.</summary>
    public async Task LaunchAgainAsync()
    {
        if (IsRunning)
        {
            throw new InvalidOperationException("The server runs.");
        }

        for (var tries = 0; tries < 100; tries++)
        {
            if (await TryLaunchAsync())
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        throw new InvalidOperationException($"Another process has port {Port}.");
    }

    public async Task StopAsync(bool keepData)
    {
        try
        {
            await ExecuteAsync(["SHUTDOWN", keepData ? "SAVE" : "NOSAVE"]);
        }
        catch (Exception exception) when (exception is IOException)
        {
            // There is no reply but an end.
        }

        await Process.ExitAsync();
        Forget();
    }

    public async Task KillAsync()
    {
        await Process.KillAsync();
        Forget();
    }

    public async Task<RespValue> ExecuteAsync(IReadOnlyList<string> command, TimeSpan? timeout = null)
    {
        await using var connection = await RespConnection.OpenAsync(Port, Certificate);
        await connection.ExecuteAsync(["AUTH", RedisConfigurationFile.User, RedisConfigurationFile.User], timeout);
        return await connection.ExecuteAsync(command, timeout);
    }

    public async Task<IReadOnlyDictionary<string, string>> InfoAsync(string section, TimeSpan? timeout = null)
    {
        var text = (await ExecuteAsync(["INFO", section], timeout)).Text;
        return text.Split("\r\n")
            .Select(line => line.Split(':', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
    }

    public void DeleteDump() => File.Delete(Dump);

    public string CopyDump(string name)
    {
        var copy = Path.Combine(Folder, name);
        File.Copy(Dump, copy);
        return copy;
    }

    public void UseDump(string dump) => File.Copy(dump, Dump, overwrite: true);

    public void Dispose()
    {
        Forget();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    /// <summary>Starts it, and waits until it answers. False if its port is taken.</summary>
    private async Task<bool> TryLaunchAsync()
    {
        var log = Path.Combine(Folder, RedisConfigurationFile.Log);
        // What went wrong the last time is not wrong now.
        File.Delete(log);
        string[] arguments = [Path.Combine(Folder, RedisConfigurationFile.Name)];
        _process = ServerProcess.Start(_program, Folder, Options.IsSentinel ? [.. arguments, "--sentinel"] : arguments);
        await Wait.UntilAsync($"port {Port} answers", async () => !IsRunning || await AnswersAsync());
        if (IsRunning)
        {
            return true;
        }

        await _process.ExitAsync();
        var said = _process.Output + (File.Exists(log) ? await File.ReadAllTextAsync(log) : "");
        Forget();
        return said.Contains("Address already in use", StringComparison.Ordinal)
            ? false
            : throw new InvalidOperationException($"redis-server did not start:\n{said}");
    }

    private async Task<bool> AnswersAsync()
    {
        var patience = TimeSpan.FromSeconds(1);
        // An error while it loads its data.
        await ExecuteAsync(["PING"], patience);
        var server = await InfoAsync("server", patience);
        // Who took the port may be a server, too.
        return server["process_id"] == Process.Id.ToString(CultureInfo.InvariantCulture);
    }

    private void Forget()
    {
        _process?.Dispose();
        _process = null;
    }
}
