using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;
using QuizOrleans.WebFront.Hubs;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Limits;

/// <summary>A hub connection and what is known of it; found once and kept with it, so that a call looks nothing up.</summary>
public sealed class OpenConnection(HubCallerContext context, IHubClient voice, Caller caller, UserLimits user, UserLimits address, long openedAt)
{
    private static readonly object Item = new();
    private int _ending;
    private int _calls;

    public HubCallerContext Context => context;

    /// <summary>Speaks to its client.</summary>
    public IHubClient Voice => voice;

    public string Id => context.ConnectionId;

    /// <summary>Whose it is, as the last token says: the next one may have another name.</summary>
    public Caller Caller { get; private set; } = caller;

    public UserLimits User => user;

    /// <summary>What all who come from this address share.</summary>
    public UserLimits Address => address;

    /// <summary>The sign-in that the connection's token follows from; null for a platform's token.</summary>
    public string? Session { get; private set; } = Sessions.Of(context.User);

    /// <summary>Its token's time. There before the first call.</summary>
    internal ConnectionToken Token { get; set; } = null!;

    /// <summary>Timestamps of the clock.</summary>
    public long OpenedAt { get; } = openedAt;

    public long HeardAt { get; set; } = openedAt;

    public int RefusedInRow { get; set; }

    /// <summary>Whether none of its calls runs.</summary>
    public bool IsQuiet => Volatile.Read(ref _calls) == 0;

    /// <summary>Done when the cluster has counted it.</summary>
    public Task Counted { get; set; } = Task.CompletedTask;

    /// <summary>It has shown its next token.</summary>
    public void Renew(Caller renewed, string? session) => (Caller, Session) = (renewed, session);

    /// <summary>True for the first who wants to end it.</summary>
    public bool TryEnd() => Interlocked.Exchange(ref _ending, 1) == 0;

    /// <summary>A call begins; each is followed by <see cref="CallEnds"/>.</summary>
    public void CallBegins() => Interlocked.Increment(ref _calls);

    public void CallEnds() => Interlocked.Decrement(ref _calls);

    /// <summary>Closes it with the message that its client may come back, and the WebSocket as is proper.</summary>
    public void Close()
    {
        if (context.Features.Get<IConnectionLifetimeNotificationFeature>() is { } lifetime) lifetime.RequestClose();
        else context.Abort();
    }

    public void Keep() => context.Items[Item] = this;

    /// <summary>Null before it was let in.</summary>
    public static OpenConnection? Of(HubCallerContext context) => context.Items.TryGetValue(Item, out var found) ? (OpenConnection?)found : null;
}
