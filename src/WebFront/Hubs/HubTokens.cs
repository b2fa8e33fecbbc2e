using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using QuizOrleans.WebFront.Hosting;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Limits;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>Holds every hub connection to its token's time.</summary>
public sealed class HubTokens(JwtTokens tokens, Sessions sessions, IOptions<WebOptions> options, TimeProvider time) : IHubFilter
{
    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        OpenConnection.Of(context.Context)!.Token = new ConnectionToken(context.Context, context.Hub.Clients.Caller, tokens, sessions, options.Value.TokenGrace, time);
        return next(context);
    }

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next) =>
        ((IGuardedHub)invocationContext.Hub).Connection.Token.HasEnded && invocationContext.HubMethodName != nameof(PlayHub.RenewToken)
            ? throw new HubException("token_expired: The token has ended: call RenewToken with the next one.")
            : next(invocationContext);

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        ConnectionToken.Of(context.Context).Dispose();
        return next(context, exception);
    }
}
