using System.Buffers;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>One message or several that know how the wire has them: <see cref="ForgivingJsonProtocol"/> lets them write themselves, straight to where they go.</summary>
public abstract class WrittenMessage : HubMessage
{
    public abstract void Write(IBufferWriter<byte> output);
}
