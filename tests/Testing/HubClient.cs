using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace QuizOrleans.Testing;

/// <summary>
/// A SignalR client as small as tests need it: JSON protocol over a WebSocket, no negotiation. Keeps every frame it was sent, raw, and
/// takes what no well-behaved client sends.
/// </summary>
public sealed class HubClient : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const char FrameEnd = '\u001e';

    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _calls = new();
    private readonly Channel<HubEvent> _events = Channel.CreateUnbounded<HubEvent>();
    private readonly ConcurrentQueue<HubEvent> _history = new();
    private readonly ConcurrentQueue<string> _frames = new();
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _sending = new(1);
    private long _lastCall;

    private HubClient()
    {
    }

    /// <summary>Everything the server sent, as it came.</summary>
    public IReadOnlyCollection<string> Frames => _frames;

    /// <summary>The events so far, in order.</summary>
    public IReadOnlyCollection<HubEvent> Events => _history;

    /// <summary>Why the connection ended: the close message's error, or what the transport says.</summary>
    public Task<string> Closed => _closed.Task;

    /// <summary>What the server's WebSocket close said; null while there was none, and when the connection just broke off.</summary>
    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    /// <exception cref="WebSocketException">The server refused the connection; the message has the status.</exception>
    public static async Task<HubClient> ConnectAsync(Uri hub, string? token, string? origin = null)
    {
        var client = new HubClient();
        if (origin is not null) client._socket.Options.SetRequestHeader("Origin", origin);
        var query = token is null ? "" : $"?access_token={Uri.EscapeDataString(token)}";
        using var patience = new CancellationTokenSource(Patience);
        await client._socket.ConnectAsync(new Uri($"{hub.AbsoluteUri.Replace("http", "ws", StringComparison.Ordinal)}{query}"), patience.Token);
        await client.SendRaw("{\"protocol\":\"json\",\"version\":1}");
        _ = client.Receive();
        return client;
    }

    /// <summary>Calls a method and returns its result.</summary>
    /// <exception cref="HubRefusedException">The server refused; it has the code.</exception>
    public async Task<JsonElement> Call(string method, params object?[] arguments)
    {
        var id = Interlocked.Increment(ref _lastCall).ToString(CultureInfo.InvariantCulture);
        var completion = Expect(id);
        await SendRaw(JsonSerializer.Serialize(new { type = 1, invocationId = id, target = method, arguments }, JsonSerializerOptions.Web));
        return await completion;
    }

    /// <summary>The completion of a call that the caller sends raw, with an id of its own.</summary>
    public Task<JsonElement> Expect(string invocationId) =>
        (_calls[invocationId] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(Patience);

    /// <summary>The next event of this name, if given one that fits; those before it are passed over.</summary>
    public Task<JsonElement> Next(string name, Func<JsonElement, bool>? fits = null) => NextOf([name], fits);

    /// <summary>The next event of one of these names, if given one that fits; those before it are passed over.</summary>
    public async Task<JsonElement> NextOf(string[] names, Func<JsonElement, bool>? fits = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                var next = await _events.Reader.ReadAsync(patience.Token);
                if (names.Contains(next.Name) && fits?.Invoke(next.Body) != false) return next.Body;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            if (Closed.IsCompleted) throw new IOException($"The connection ended: {await Closed}");
            throw new TimeoutException($"No {string.Join(" or ", names)} came; events were: {string.Join(", ", _history.Select(h => h.Name))}. {e.Message}", e);
        }
    }

    /// <summary>Sends one frame; the end mark is added.</summary>
    public async Task SendRaw(string frame)
    {
        var bytes = Encoding.UTF8.GetBytes(frame + FrameEnd);
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, true, CancellationToken.None);
        }
        catch (OperationCanceledException e)
        {
            // Nobody cancels it: that is what the socket says when the connection ends in the midst of it.
            throw new IOException("The connection ended.", e);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Gone without a word, as when the network is.</summary>
    public void Abort() => _socket.Abort();

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        _sending.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Receive()
    {
        var buffer = new byte[16 * 1024];
        var received = new List<byte>();
        var reason = "ended by this side";
        try
        {
            while (await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } part)
            {
                foreach (var one in buffer.AsSpan(0, part.Count))
                {
                    if (one != FrameEnd)
                    {
                        received.Add(one);
                        continue;
                    }

                    if (Handle(Encoding.UTF8.GetString([.. received])) is { } error) reason = error;
                    received.Clear();
                }
            }

            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            if (reason.Length == 0 || reason == "ended by this side") reason = $"{_socket.CloseStatus} {_socket.CloseStatusDescription}";
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            reason = reason == "ended by this side" ? e.Message : reason;
        }

        _closed.TrySetResult(reason);
        _events.Writer.TryComplete();
        foreach (var call in _calls.Values) call.TrySetException(new IOException($"The connection ended: {reason}"));
    }

    /// <summary>The error of a close message; null for all else.</summary>
    private string? Handle(string text)
    {
        _frames.Enqueue(text);
        using var document = JsonDocument.Parse(text);
        var frame = document.RootElement.Clone();
        switch (frame.TryGetProperty("type", out var type) ? type.GetInt32() : 0)
        {
            case 1:
                var happened = new HubEvent(frame.GetProperty("target").GetString()!, frame.GetProperty("arguments")[0]);
                _history.Enqueue(happened);
                _events.Writer.TryWrite(happened);
                return null;
            case 3 when _calls.TryRemove(frame.GetProperty("invocationId").GetString()!, out var call):
                if (frame.TryGetProperty("error", out var refusal)) call.TrySetException(new HubRefusedException(refusal.GetString()!));
                else call.TrySetResult(frame.TryGetProperty("result", out var result) ? result : default);
                return null;
            case 6:
                _ = SendRaw("{\"type\":6}");
                return null;
            case 7:
                return frame.TryGetProperty("error", out var error) ? error.GetString()! : "closed";
            default:
                return null;
        }
    }
}

/// <param name="Name">The client method: QuestionOpened and the like.</param>
public sealed record HubEvent(string Name, JsonElement Body);

/// <summary>An error completion: "code: sentence".</summary>
public sealed class HubRefusedException(string text) : Exception(text)
{
    public string Code => Message.Split(':')[0];
}
