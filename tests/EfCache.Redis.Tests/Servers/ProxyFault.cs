namespace EfCache.Redis.Tests.Servers;

/// <summary>What a proxy does to commands, or to their answers, until it is lifted.</summary>
public sealed class ProxyFault : IDisposable
{
    private readonly TaskCompletionSource _struck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<RespCommand, bool> _which;
    private int _left;

    internal ProxyFault(Func<RespCommand, bool>? which, bool onAnswers, int times)
    {
        _which = which ?? (_ => true);
        _left = times;
        OnAnswers = onAnswers;
    }

    /// <summary>Complete when it has happened for the first time: when the connection is cut, or something is held back.</summary>
    public Task Struck => _struck.Task;

    internal bool OnAnswers { get; }

    /// <summary>Whether it holds back until it is lifted.</summary>
    internal bool Holds { get; init; }

    /// <summary>Whether the connection is cut then.</summary>
    internal bool Cuts { get; init; }

    /// <summary>What is passed on of a command or an answer.</summary>
    internal Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> Change { get; init; } = bytes => bytes;

    /// <summary>Ends it: what was held back goes on, and what comes is spared.</summary>
    public void Lift()
    {
        Volatile.Write(ref _left, 0);
        _gate.TrySetResult();
    }

    public void Dispose() => Lift();

    /// <summary>Whether it is for this command, which counts as one of its times.</summary>
    internal bool Takes(RespCommand command) =>
        Volatile.Read(ref _left) > 0 && _which(command) && Interlocked.Decrement(ref _left) >= 0;

    internal async Task<ReadOnlyMemory<byte>> StrikeAsync(ReadOnlyMemory<byte> bytes)
    {
        if (Holds)
        {
            _struck.TrySetResult();
            await _gate.Task;
        }

        return Change(bytes);
    }

    internal void HasStruck() => _struck.TrySetResult();
}
