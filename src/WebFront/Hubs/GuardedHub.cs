using Microsoft.AspNetCore.SignalR;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Input;
using QuizOrleans.WebFront.Limits;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>What every client can be told.</summary>
public interface IHubClient
{
    /// <summary>Something that answers no call: what was sent could not be read, or the connection ends and why.</summary>
    Task Problem(ProblemMessage message);
}

/// <summary>A hub whose clients can be spoken to outside of a call.</summary>
public interface IGuardedHub
{
    IHubClient Voice { get; }

    /// <summary>The connection that calls. A hub is made anew for each call, so it is looked up once for all who ask.</summary>
    OpenConnection Connection { get; }
}

/// <summary>
/// The base of all hubs. <see cref="ForgivingJsonProtocol"/> sends here what fits no method, so that it passes <see cref="HubGate"/> and counts like
/// any other call: the framework would answer it before anybody has counted.
/// </summary>
public abstract partial class GuardedHub<TClient> : Hub<TClient>, IGuardedHub
    where TClient : class, IHubClient
{
    private OpenConnection? _connection;

    IHubClient IGuardedHub.Voice => Clients.Caller;

    OpenConnection IGuardedHub.Connection => Connection;

    /// <summary>Who calls. Kept with the connection, so that no call reads the token's claims.</summary>
    protected Caller Caller => Connection.Caller;

    private OpenConnection Connection => _connection ??= OpenConnection.Of(Context) ?? throw new InvalidOperationException("A call came before its connection.");

    /// <summary>A frame that cannot be read: nobody knows which call it was.</summary>
    public Task Unreadable()
    {
        LogUnreadable(Logger, Context.ConnectionId);
        return Clients.Caller.Problem(new ProblemMessage("malformed", "That was not a SignalR message in JSON."));
    }

    /// <summary>A call that fits no method: unknown_method, or invalid_argument.</summary>
    public void Unfit([Token] string code)
    {
        var isUnknown = code == ForgivingJsonProtocol.UnknownMethod;
        LogUnfit(Logger, Context.ConnectionId, isUnknown ? "no such method" : "arguments that do not fit");
        throw new HubException(isUnknown ? "unknown_method: The hub has no such method." : "invalid_argument: The call does not fit the method.");
    }

    // Asked for here, where it is rare: a hub is made anew for every call.
    private ILogger Logger => Context.GetHttpContext()!.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(GetType());

    [LoggerMessage(2101, LogLevel.Information, "A frame on connection {ConnectionId} could not be read.")]
    private static partial void LogUnreadable(ILogger logger, string connectionId);

    [LoggerMessage(2102, LogLevel.Information, "A call on connection {ConnectionId} could not be made: {Reason}.")]
    private static partial void LogUnfit(ILogger logger, string connectionId, string reason);
}
