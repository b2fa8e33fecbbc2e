using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace QuizOrleans.WebFront.Tests.Fixtures;

/// <summary>A hub client that says what it is told to and never reads a byte of the answers; its receive buffer is as small as the system allows.</summary>
public sealed class DeafClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SocketsHttpHandler _handler;
    private readonly HttpMessageInvoker _invoker;
    private readonly CancellationTokenSource _stop = new();

    private DeafClient()
    {
        _handler = new SocketsHttpHandler { ConnectCallback = Connect };
        _invoker = new HttpMessageInvoker(_handler);
    }

    public static async Task<DeafClient> ConnectAsync(TestFront front, Guest guest)
    {
        var client = new DeafClient();
        client._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await client._socket.ConnectAsync(new Uri($"{front.Hub.AbsoluteUri.Replace("http", "ws", StringComparison.Ordinal)}?access_token={guest.Token}"), client._invoker, default);
        await client.Say("""{"protocol":"json","version":1}""");
        return client;
    }

    public Task Call(string method, params object?[] arguments) => Say(JsonSerializer.Serialize(new { type = 1, invocationId = "1", target = method, arguments }));

    /// <summary>Goes on to show that it lives, though it does not listen.</summary>
    public void KeepPinging(TimeSpan interval) => _ = Task.Run(async () =>
    {
        try
        {
            while (true)
            {
                await Say("""{"type":6}""");
                await Task.Delay(interval, _stop.Token);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // Cut off, or the test is over.
        }
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Dispose();
        _invoker.Dispose();
        _handler.Dispose();
        _stop.Dispose();
    }

    private Task Say(string frame) => _socket.SendAsync(Encoding.UTF8.GetBytes(frame + '\u001e'), WebSocketMessageType.Text, true, _stop.Token);

    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 2048 };
        await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
