using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace EfCache.Redis.Tests.Servers;

/// <summary>A connection that says what it is told and nothing else: no handshake, no heartbeat, no retry.</summary>
public sealed class RespConnection : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly RespReader _reader;

    private RespConnection(Stream stream)
    {
        _stream = stream;
        _reader = new RespReader(stream);
    }

    /// <summary>To a server on this machine, with TLS if there is a certificate to trust.</summary>
    public static async Task<RespConnection> OpenAsync(int port, X509Certificate2? trusted = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            return new RespConnection(trusted is null ? stream : await EncryptAsync(stream, trusted));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>One command and its reply.</summary>
    /// <exception cref="RespErrorException">The reply is an error.</exception>
    /// <exception cref="TimeoutException">There is none after 30 seconds, or <paramref name="timeout"/>.</exception>
    public async Task<RespValue> ExecuteAsync(IReadOnlyList<string> command, TimeSpan? timeout = null)
    {
        using var patience = new CancellationTokenSource(timeout ?? TimeSpan.FromSeconds(30));
        try
        {
            await _stream.WriteAsync(RespFormat.Command(command), patience.Token);
            var reply = await ReadAsync(patience.Token);
            return reply.IsError ? throw new RespErrorException($"{command[0]}: {reply.Text}") : reply;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{command[0]} has no reply.");
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static async Task<Stream> EncryptAsync(Stream stream, X509Certificate2 trusted)
    {
        var encrypted = new SslStream(
            stream,
            leaveInnerStreamOpen: false,
            (_, certificate, _, _) => trusted.RawDataMemory.Span.SequenceEqual(certificate!.GetRawCertData())
        );
        await encrypted.AuthenticateAsClientAsync("localhost");
        return encrypted;
    }

    private async Task<RespValue> ReadAsync(CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> value;
        while (!_reader.TryTake(out value))
        {
            if (!await _reader.FillAsync(cancellationToken))
            {
                throw new EndOfStreamException("The server closed the connection.");
            }
        }

        return RespFormat.Read(value.Span);
    }
}
