using Microsoft.AspNetCore.SignalR;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>Reads a call that leaves out its last, optional argument.</summary>
internal sealed class ShortBinder(IInvocationBinder inner) : IInvocationBinder
{
    /// <summary>Whether the method's last argument may be left out: JoinRoom's team.</summary>
    public static bool Knows(string? target) => string.Equals(target, nameof(PlayHub.JoinRoom), StringComparison.OrdinalIgnoreCase);

    public Type GetReturnType(string invocationId) => inner.GetReturnType(invocationId);

    public IReadOnlyList<Type> GetParameterTypes(string methodName) => [.. inner.GetParameterTypes(methodName).SkipLast(1)];

    public Type GetStreamItemType(string streamId) => inner.GetStreamItemType(streamId);
}
