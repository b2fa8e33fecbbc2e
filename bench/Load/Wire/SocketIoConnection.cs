using System.Text;
using System.Text.Unicode;

namespace QuizOrleans.Load.Wire;

/// <summary>
/// Socket.IO 4 over Engine.IO 4: a WebSocket message is one packet. "0" opens, "2" is a ping that "3" answers, "40" connects,
/// "42[name, …]" is an event, "42ID[name, …]" one that wants an acknowledgement and "43ID[…]" that acknowledgement.
/// </summary>
internal sealed class SocketIoConnection(int slot, IListener listener) : Connection(slot, listener)
{
    private static readonly byte[] Join = "40"u8.ToArray();
    private static readonly byte[] Pong = "3"u8.ToArray();

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Here the server pings, and the client only answers.</summary>
    public override void KeepAlive()
    {
    }

    protected override Task Begin() => _ready.Task;

    protected override byte[] EncodeCall(int id, string method, string arguments) => Encoding.UTF8.GetBytes($"42{id}[\"{method}\",{arguments}]");

    protected override int EncodeAnswer(Span<byte> target, int id, string pin, int index, int choice)
    {
        Utf8.TryWrite(target, $"42{id}[\"SubmitAnswer\",\"{pin}\",{index},{{\"choices\":[{choice}]}}]", out var written);
        return written;
    }

    protected override int Consume(ReadOnlySpan<byte> received, bool endOfMessage, long at)
    {
        if (!endOfMessage) return 0;
        Handle(received, at);
        return received.Length;
    }

    private void Handle(ReadOnlySpan<byte> packet, long at)
    {
        if (packet.StartsWith("42[\""u8))
        {
            Count();
            Listener.Event(Slot, packet[4..], packet, at);
        }
        else if (packet.StartsWith("43"u8))
        {
            Count();
            var id = Frames.NumberAfter(packet, "43"u8);
            if (id >= FirstCall) Complete(id, packet);
            else Listener.Acknowledged(Slot, id, packet, at);
        }
        else if (packet.StartsWith("2"u8)) Send(Pong);
        else if (packet.StartsWith("0"u8)) Send(Join);
        else if (packet.StartsWith("40"u8)) _ready.TrySetResult();
        else throw new FormatException(Encoding.UTF8.GetString(packet));
    }
}
