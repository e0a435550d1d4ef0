using System.Net;
using System.Net.Sockets;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>Stands between a writer and its database, and loses the connection when it is told to.</summary>
public sealed class LossyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _host;
    private readonly int _port;
    private readonly Task _accepting;
    private volatile bool _isArmed;
    private volatile bool _isDelivered;

    public LossyProxy(string host, int port)
    {
        _host = host;
        _port = port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What the client sends next is lost, or its answer is; its connections after that one work.</summary>
    public void LoseNext(bool isDelivered)
    {
        _isDelivered = isDelivered;
        _isArmed = true;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        try
        {
            await _accepting;
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            // That is how it ends.
        }

        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                connections.Add(ForwardAsync(client));
            }
        }
        finally
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(_host, _port, _stop.Token);
                client.NoDelay = server.NoDelay = true;
                using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                await Task.WhenAny(
                    CopyAsync(client.GetStream(), server.GetStream(), isFromClient: true, over.Token),
                    CopyAsync(server.GetStream(), client.GetStream(), isFromClient: false, over.Token)
                );
                await over.CancelAsync();
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                // Either side has gone.
            }
        }
    }

    private async Task CopyAsync(
        NetworkStream from,
        NetworkStream to,
        bool isFromClient,
        CancellationToken cancellation
    )
    {
        var buffer = new byte[64 << 10];
        try
        {
            while (await from.ReadAsync(buffer, cancellation) is var length and > 0)
            {
                // Its request is lost; or, if that was delivered, its answer.
                if (_isArmed && isFromClient != _isDelivered)
                {
                    _isArmed = false;
                    return;
                }

                await to.WriteAsync(buffer.AsMemory(0, length), cancellation);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // Either side has gone.
        }
    }
}
