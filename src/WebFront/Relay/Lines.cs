using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;
using QuizOrleans.WebFront.Hosting;
using QuizOrleans.WebFront.Hubs;

namespace QuizOrleans.WebFront.Relay;

/// <summary>
/// The play hub's connections on this front. What many hear is put into words once, and what comes at one time goes out in one write; neither
/// can be had through SignalR's groups.
/// </summary>
public sealed class Lines(
    IHubProtocol protocol, IOptions<WebOptions> options, RelayMetrics metrics, ILogger<DefaultHubLifetimeManager<PlayHub>> hubLogger, ILogger<Line> logger)
    : DefaultHubLifetimeManager<PlayHub>(hubLogger)
{
    private readonly ConcurrentDictionary<string, Line> _lines = new();

    /// <summary>Null when the connection has ended.</summary>
    public Line? Find(string connectionId) => _lines.GetValueOrDefault(connectionId);

    /// <summary>A message as the wire has it.</summary>
    /// <param name="name">A method of <see cref="IPlayClient"/>.</param>
    public ReadOnlyMemory<byte> Words(string name, object message) => protocol.GetMessageBytes(new InvocationMessage(name, [message]));

    /// <summary>The same, written where it goes.</summary>
    public void Write(string name, object message, IBufferWriter<byte> output) => protocol.WriteMessage(new InvocationMessage(name, [message]), output);

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        _lines[connection.ConnectionId] = new Line(connection, options.Value.MaxUnsentMessages, metrics, logger);
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        _lines.TryRemove(connection.ConnectionId, out _);
        return base.OnDisconnectedAsync(connection);
    }
}
