using System.Text;
using System.Text.Unicode;

namespace QuizOrleans.Load.Wire;

/// <summary>SignalR's JSON protocol: frames end in 0x1E, and a WebSocket message may hold several of them.</summary>
internal sealed class SignalRConnection(int slot, IListener listener) : Connection(slot, listener)
{
    private const byte FrameEnd = 0x1E;
    private static readonly byte[] Handshake = "{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray();
    private static readonly byte[] Ping = "{\"type\":6}\u001e"u8.ToArray();

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override void KeepAlive() => Send(Ping);

    protected override Task Begin()
    {
        Send(Handshake);
        return _ready.Task;
    }

    protected override byte[] EncodeCall(int id, string method, string arguments) =>
        Encoding.UTF8.GetBytes($$"""{"type":1,"invocationId":"{{id}}","target":"{{method}}","arguments":[{{arguments}}]}""" + '\u001e');

    protected override int EncodeAnswer(Span<byte> target, int id, string pin, int index, int choice)
    {
        Utf8.TryWrite(
            target,
            $"{{\"type\":1,\"invocationId\":\"{id}\",\"target\":\"SubmitAnswer\",\"arguments\":[\"{pin}\",{index},{{\"choices\":[{choice}]}}]}}\u001e",
            out var written);
        return written;
    }

    protected override int Consume(ReadOnlySpan<byte> received, bool endOfMessage, long at)
    {
        var used = 0;
        for (int length; (length = received[used..].IndexOf(FrameEnd)) >= 0; used += length + 1) Handle(received.Slice(used, length), at);
        return used;
    }

    private void Handle(ReadOnlySpan<byte> frame, long at)
    {
        if (!_ready.Task.IsCompleted)
        {
            if (!frame.SequenceEqual("{}"u8)) throw new FormatException(Encoding.UTF8.GetString(frame));
            _ready.SetResult();
            return;
        }

        if (!frame.StartsWith("{\"type\":"u8)) throw new FormatException(Encoding.UTF8.GetString(frame));
        switch (frame[8])
        {
            case (byte)'1':
                Count();
                Listener.Event(Slot, frame[(frame.IndexOf("\"target\":\""u8) + 10)..], frame, at);
                break;
            case (byte)'3':
                Count();
                Completed(frame, at);
                break;
            case (byte)'7':
                throw new FormatException(Encoding.UTF8.GetString(frame));
        }
    }

    private void Completed(ReadOnlySpan<byte> frame, long at)
    {
        var id = Frames.NumberAfter(frame, "\"invocationId\":\""u8);
        if (id >= FirstCall) Complete(id, frame);
        else Listener.Acknowledged(Slot, id, frame, at);
    }
}
