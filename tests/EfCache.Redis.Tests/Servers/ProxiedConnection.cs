using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace EfCache.Redis.Tests.Servers;

/// <summary>A client's connection through a proxy: each command and each answer is passed on as a whole.</summary>
internal sealed class ProxiedConnection(RespProxy proxy, Socket client, Socket server)
{
    private readonly ConcurrentQueue<ProxiedAnswer> _owed = new();
    private volatile bool _isRawAfterCommand;
    private bool _isResp3;
    private volatile bool _isSubscriber;

    /// <summary>Connects to the server, and goes on until either end closes the connection, or it is cut.</summary>
    public async Task RunAsync(EndPoint target)
    {
        try
        {
            client.NoDelay = server.NoDelay = true;
            await server.ConnectAsync(target);
            await using var fromClient = new NetworkStream(client, ownsSocket: true);
            await using var fromServer = new NetworkStream(server, ownsSocket: true);
            await Task.WhenAll(
                EndAsync(PassCommandsAsync(fromClient, fromServer)),
                EndAsync(PassAnswersAsync(fromServer, fromClient))
            );
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // The server is down, or the connection was cut before it was one.
            Cut();
        }
    }

    /// <summary>Both ends see a reset, as if a server or a network had died.</summary>
    public void Cut()
    {
        Reset(client);
        Reset(server);
    }

    public static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
        {
            // It is closed already.
        }

        socket.Dispose();
    }

    private static bool IsEnd(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException;

    private async Task EndAsync(Task passing)
    {
        try
        {
            await passing;
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // An end closed the connection, or it was cut.
        }
        finally
        {
            // The other direction ends with this one.
            client.Dispose();
            server.Dispose();
        }
    }

    private async Task PassCommandsAsync(NetworkStream source, NetworkStream target)
    {
        var reader = new RespReader(source);
        var output = new ArrayBufferWriter<byte>();
        while (await reader.FillAsync())
        {
            while (reader.TryTake(out var bytes))
            {
                var command = RespCommand.Read(bytes.Span);
                var counting = proxy.Count(command);
                var fault = proxy.FaultOf(command, onAnswers: false);
                if (OwesAnswer(command))
                {
                    _owed.Enqueue(new ProxiedAnswer(proxy.FaultOf(command, onAnswers: true), counting));
                }

                await PassAsync(bytes, fault, output, target);
            }

            await FlushAsync(output, target);
        }
    }

    private async Task PassAnswersAsync(NetworkStream source, NetworkStream target)
    {
        var reader = new RespReader(source);
        var output = new ArrayBufferWriter<byte>();
        while (await reader.FillAsync())
        {
            if (_isRawAfterCommand)
            {
                output.Write(reader.TakeAll().Span);
            }

            while (reader.TryTake(out var bytes))
            {
                var answer = IsPush(bytes.Span) || !_owed.TryDequeue(out var owed) ? null : owed;
                foreach (var measurement in answer?.CountedBy ?? [])
                {
                    await measurement.AnswerAsync();
                }

                await PassAsync(bytes, answer?.Fault, output, target);
            }

            await FlushAsync(output, target);
        }
    }

    private async Task PassAsync(
        ReadOnlyMemory<byte> bytes,
        ProxyFault? fault,
        ArrayBufferWriter<byte> output,
        NetworkStream target
    )
    {
        if (fault is null)
        {
            output.Write(bytes.Span);
            return;
        }

        // What came before is not concerned.
        await FlushAsync(output, target);
        output.Write((await fault.StrikeAsync(bytes)).Span);
        if (fault.Cuts)
        {
            await FlushAsync(output, target);
            Cut();
        }

        fault.HasStruck();
    }

    private async Task FlushAsync(ArrayBufferWriter<byte> output, NetworkStream target)
    {
        await proxy.WhileBlackHoleAsync();
        await target.WriteAsync(output.WrittenMemory);
        output.ResetWrittenCount();
    }

    /// <summary>Whether a command has one answer, as almost all have.</summary>
    private bool OwesAnswer(RespCommand command)
    {
        switch (command.Name)
        {
            case "HELLO":
                _isResp3 |= command.Arguments is ["3", ..];
                return true;
            case "PSYNC" or "SYNC":
                // A replica: its master goes on without being asked, and not in RESP.
                _isRawAfterCommand = true;
                return false;
            case "SUBSCRIBE" or "PSUBSCRIBE" or "SSUBSCRIBE" or "UNSUBSCRIBE" or "PUNSUBSCRIBE" or "SUNSUBSCRIBE":
                _isSubscriber |= !_isResp3;
                return false;
            default:
                return !_isRawAfterCommand;
        }
    }

    private bool IsPush(ReadOnlySpan<byte> answer) => answer[0] == '>' || _isSubscriber;
}
