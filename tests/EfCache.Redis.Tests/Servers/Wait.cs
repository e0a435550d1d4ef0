using System.Diagnostics;
using System.Net.Sockets;

namespace EfCache.Redis.Tests.Servers;

/// <summary>Waits for what another process will come to.</summary>
public static class Wait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Asks until the answer is yes, for at most 30 seconds. A server that does not answer, or with an error, has not come to it yet.</summary>
    /// <remarks>What it waits for is a part of the message: "the replica is connected".</remarks>
    /// <exception cref="TimeoutException">It did not come to it.</exception>
    public static async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        var waited = Stopwatch.StartNew();
        Exception? last = null;
        while (waited.Elapsed < TimeSpan.FromSeconds(30))
        {
            try
            {
                if (await condition())
                {
                    return;
                }

                last = null;
            }
            catch (Exception exception)
                when (exception is IOException or SocketException or RespErrorException or TimeoutException)
            {
                last = exception;
            }

            await Task.Delay(Pause);
        }

        throw new TimeoutException($"Waited in vain until {what}.", last);
    }
}
