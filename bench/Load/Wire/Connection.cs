using System.Collections.Concurrent;
using System.Net.WebSockets;

namespace QuizOrleans.Load.Wire;

/// <summary>
/// One player's WebSocket: one receive loop, one buffer, sends in order. A protocol finds its frames by their first bytes and never
/// parses a whole message, so the generator costs as little as it can of the machine that it shares with the server.
/// </summary>
internal abstract class Connection(int slot, IListener listener) : IAsyncDisposable
{
    /// <summary>Invocation ids from here on are cold calls; below they are those of answers.</summary>
    protected const int FirstCall = 1_000_000;

    private readonly ClientWebSocket _socket = new();
    private readonly Lock _sending = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _calls = new();
    private readonly byte[] _answer = new byte[160];
    private Task _sent = Task.CompletedTask;
    private Task _loop = Task.CompletedTask;
    private int _lastCall = FirstCall;
    private volatile bool _closing;

    public long BytesReceived { get; private set; }

    public long MessagesReceived { get; private set; }

    protected int Slot => slot;

    protected IListener Listener => listener;

    /// <summary>Connects, and returns when the protocol's handshake is done.</summary>
    public async Task Connect(Uri address, HttpMessageInvoker invoker, CancellationToken cancellation)
    {
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await _socket.ConnectAsync(address, invoker, cancellation);
        var ready = Begin();
        _loop = Receive();
        await ready.WaitAsync(cancellation);
    }

    /// <summary>Calls a method and returns the frame that completes it, as text. For what is rarer than answers: joining, steering.</summary>
    public async Task<string> Call(string method, string arguments, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref _lastCall);
        var answer = _calls[id] = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(EncodeCall(id, method, arguments));
        return await answer.Task.WaitAsync(cancellation);
    }

    /// <summary>Sends an answer; <see cref="IListener.Acknowledged"/> tells its receipt. Allocates nothing.</summary>
    /// <param name="id">The answer's own on this connection, under a million; its receipt has it too.</param>
    public void Answer(int id, string pin, int index, int choice) => Send(_answer.AsMemory(0, EncodeAnswer(_answer, id, pin, index, choice)));

    /// <summary>Something for the server to hear from a client that has nothing to say.</summary>
    public abstract void KeepAlive();

    public async ValueTask DisposeAsync()
    {
        _closing = true;
        _socket.Abort();
        await _loop;
        _socket.Dispose();
    }

    /// <summary>Starts the handshake; the task ends when the server has agreed.</summary>
    protected abstract Task Begin();

    protected abstract byte[] EncodeCall(int id, string method, string arguments);

    protected abstract int EncodeAnswer(Span<byte> target, int id, string pin, int index, int choice);

    /// <summary>Handles the whole messages at the start of the bytes received; returns how many bytes they were.</summary>
    protected abstract int Consume(ReadOnlySpan<byte> received, bool endOfMessage, long at);

    /// <summary>A socket takes one send at a time. Nearly always the last one is over and the bytes go out at once.</summary>
    protected void Send(ReadOnlyMemory<byte> bytes)
    {
        lock (_sending)
        {
            if (_sent.IsCompletedSuccessfully) _sent = SendNow(bytes);
            else _sent = SendAfter(_sent, bytes.ToArray());
        }
    }

    protected void Count() => MessagesReceived++;

    /// <summary>Completes a cold call.</summary>
    protected void Complete(int id, ReadOnlySpan<byte> frame)
    {
        if (_calls.TryRemove(id, out var call)) call.SetResult(System.Text.Encoding.UTF8.GetString(frame));
    }

    private Task SendNow(ReadOnlyMemory<byte> bytes) => _socket.SendAsync(bytes, WebSocketMessageType.Text, true, CancellationToken.None).AsTask();

    private async Task SendAfter(Task last, byte[] bytes)
    {
        await last;
        await SendNow(bytes);
    }

    private async Task Receive()
    {
        var buffer = new byte[2048];
        var filled = 0;
        try
        {
            while (true)
            {
                if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                var result = await _socket.ReceiveAsync(buffer.AsMemory(filled), CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close)
                    throw new WebSocketException($"closed by the server: {_socket.CloseStatusDescription}");
                var at = System.Diagnostics.Stopwatch.GetTimestamp();
                BytesReceived += result.Count;
                filled += result.Count;
                var used = Consume(buffer.AsSpan(0, filled), result.EndOfMessage, at);
                if (used == 0) continue;
                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
            }
        }
        catch (Exception e) when (_closing || e is WebSocketException or OperationCanceledException or ObjectDisposedException or FormatException)
        {
            foreach (var call in _calls.Values) call.TrySetException(e);
            if (!_closing) listener.Broken(slot, e.Message);
        }
    }
}
