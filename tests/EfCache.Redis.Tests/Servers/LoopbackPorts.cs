using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace EfCache.Redis.Tests.Servers;

/// <summary>Ports that nobody listens on, each given once by this process.</summary>
/// <remarks>
/// They lie below those that Linux gives to outgoing connections (32768 and up), so that a server which is down for a while finds its port
/// free again.
/// </remarks>
internal static class LoopbackPorts
{
    private const int First = 12_000;
    private const int Last = 32_000;

    private static readonly ConcurrentDictionary<int, bool> Given = new();

    public static int Next()
    {
        for (var tries = 0; tries < 1_000; tries++)
        {
            var port = Random.Shared.Next(First, Last);
            if (IsFree(port) && Given.TryAdd(port, true))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"No port from {First} to {Last} is free.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
