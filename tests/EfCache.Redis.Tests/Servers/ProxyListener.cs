using System.Net;
using System.Net.Sockets;

namespace EfCache.Redis.Tests.Servers;

/// <summary>A proxy's port, and the connections that came by it.</summary>
internal sealed class ProxyListener(RespProxy proxy, IPEndPoint endPoint, IPEndPoint target) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<ProxiedConnection> _connections = [];
    private readonly List<Task> _running = [];
    private TcpListener? _listener;

    /// <exception cref="SocketException">Another process has the port.</exception>
    public void Accept()
    {
        lock (_lock)
        {
            if (_listener is null)
            {
                var listener = new TcpListener(endPoint);
                listener.Start();
                _listener = listener;
                _running.Add(AcceptAsync(listener));
            }
        }
    }

    public void Refuse()
    {
        lock (_lock)
        {
            _listener?.Stop();
            _listener = null;
        }
    }

    public void CutAll()
    {
        lock (_lock)
        {
            foreach (var connection in _connections)
            {
                connection.Cut();
            }
        }
    }

    /// <exception cref="InvalidDataException">What went through it was not RESP.</exception>
    public async ValueTask DisposeAsync()
    {
        Refuse();
        CutAll();
        Task[] running;
        lock (_lock)
        {
            running = [.. _running];
        }

        await Task.WhenAll(running);
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await listener.AcceptSocketAsync();
            }
            catch (Exception exception)
                when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // It was stopped.
                return;
            }

            Serve(client, listener);
        }
    }

    private void Serve(Socket client, TcpListener listener)
    {
        lock (_lock)
        {
            if (_listener != listener)
            {
                // It came before connections were refused, and was noticed after.
                ProxiedConnection.Reset(client);
                return;
            }

            var connection = new ProxiedConnection(
                proxy,
                client,
                new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            );
            _connections.Add(connection);
            _running.RemoveAll(task => task.IsCompletedSuccessfully);
            _running.Add(ServeAsync(connection));
        }
    }

    private async Task ServeAsync(ProxiedConnection connection)
    {
        await connection.RunAsync(target);
        lock (_lock)
        {
            _connections.Remove(connection);
        }
    }
}
