using StackExchange.Redis;

namespace EfCache.Redis;

/// <summary>
/// Waits for several servers at once, for a sync caller: one by one would take as many round trips. One server is asked by the client's own
/// sync commands.
/// </summary>
internal static class RedisWait
{
#pragma warning disable SER308 // There is no sync form of it, and the caller is a sync one.
    public static T For<T>(IConnectionMultiplexer multiplexer, Task<T> task)
    {
        try
        {
            return multiplexer.Wait(task);
        }
        catch when (!task.IsCompleted)
        {
            RedisFault.Observe(task);
            throw;
        }
    }

    /// <inheritdoc cref="For{T}"/>
    public static void For(IConnectionMultiplexer multiplexer, Task task)
    {
        try
        {
            multiplexer.Wait(task);
        }
        catch when (!task.IsCompleted)
        {
            RedisFault.Observe(task);
            throw;
        }
    }
#pragma warning restore SER308
}
