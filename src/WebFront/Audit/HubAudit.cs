using Microsoft.AspNetCore.SignalR;
using QuizOrleans.Grains.Audit;
using QuizOrleans.WebFront.Hubs;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Audit;

/// <summary>Tells the audit of what is done to others through a hub: who was put out of a room, who took a host's chair, and who tried.</summary>
public sealed class HubAudit(AuditQueue audit) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var action = invocationContext.HubMethodName switch
        {
            nameof(PlayHub.KickPlayer) => AuditActions.PlayerKicked,
            nameof(PlayHub.TakeOverRoom) => AuditActions.HostTakenOver,
            _ => null,
        };
        if (action is null) return await next(invocationContext);
        try
        {
            var result = await next(invocationContext);
            Tell(invocationContext, action, "ok");
            return result;
        }
        catch (HubException e)
        {
            Tell(invocationContext, action, e.Message.Split(':')[0]);
            throw;
        }
    }

    private void Tell(HubInvocationContext call, string action, string outcome)
    {
        var caller = Caller.Of(call.Context.User);
        var pin = Short(call.HubMethodArguments.ElementAtOrDefault(0));
        var isKick = action == AuditActions.PlayerKicked;
        // The second argument of a take-over is the host's key: a secret.
        audit.Add(
            caller.Tenant, action, caller.Id, isKick ? Short(call.HubMethodArguments.ElementAtOrDefault(1)) : pin, outcome, CallerAddress.Of(call.Context.GetHttpContext()),
            isKick ? $"room {pin}" : "");
    }

    /// <summary>What a client sent may be anything.</summary>
    private static string Short(object? argument) =>
        argument is string { Length: <= 64 } text && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or ' ') ? text : "?";
}
