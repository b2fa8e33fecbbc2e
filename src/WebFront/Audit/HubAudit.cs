using System.Globalization;
using Microsoft.AspNetCore.SignalR;
using QuizOrleans.Grains.Audit;
using QuizOrleans.WebFront.Hubs;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Audit;

/// <summary>
/// Tells the audit of what is done to others through a hub (who was put out of a room, who took a host's chair, whose rules were changed) before it is
/// acknowledged, and of who was refused what is not his.
/// </summary>
public sealed class HubAudit(AuditQueue audit) : IHubFilter
{
    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next) =>
        ActionOf(invocationContext) is { } action ? Done(invocationContext, action, next) : next(invocationContext);

    /// <summary>A call was refused. Most refusals are the game's; those that are about who one is are written.</summary>
    public void Refused(HubInvocationContext call, string code)
    {
        var action = code switch
        {
            "forbidden" when call.HubMethodName == nameof(PlayHub.RenewToken) => AuditActions.TokenRefused,
            "forbidden" or "not_host" or "wrong_key" => ActionOf(call) ?? AuditActions.RoleRefused,
            _ => null,
        };
        if (action is null) return;
        var (target, details) = action switch
        {
            AuditActions.TokenRefused => (null, ""),
            AuditActions.RoleRefused => (call.HubMethodName, call.HubMethodArguments is [string pin, ..] ? $"room {Short(pin)}" : ""),
            _ => About(call, action),
        };
        Refuse(call, action, target, code, details);
    }

    /// <summary>A call reached for what is another tenant's; that it could is a fault of ours.</summary>
    public void CrossedTenants(HubInvocationContext call) => Refuse(call, AuditActions.TenantRefused, call.HubMethodName, "forbidden", "");

    private async ValueTask<object?> Done(HubInvocationContext call, string action, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var result = await next(call);
        var caller = Caller.Of(call.Context.User);
        var (target, details) = About(call, action);
        await audit.Write(caller.Tenant, action, caller.Id, target, CallerAddress.Of(call.Context.GetHttpContext()), details);
        return result;
    }

    private void Refuse(HubInvocationContext call, string action, string? target, string outcome, string details)
    {
        var caller = Caller.Of(call.Context.User);
        audit.Refuse(caller.Tenant, action, caller.Id, target, outcome, CallerAddress.Of(call.Context.GetHttpContext()), details);
    }

    private static string? ActionOf(HubInvocationContext call) => call.HubMethodName switch
    {
        nameof(PlayHub.KickPlayer) => AuditActions.PlayerKicked,
        nameof(PlayHub.TakeOverRoom) => AuditActions.HostTakenOver,
        nameof(PlayHub.SetTimeFactor) => AuditActions.TimeFactorSet,
        _ => null,
    };

    /// <summary>The second argument of a take-over is the host's key: a secret.</summary>
    private static (string? Target, string Details) About(HubInvocationContext call, string action)
    {
        var pin = Short(call.HubMethodArguments.ElementAtOrDefault(0));
        if (action == AuditActions.HostTakenOver) return (pin, "");
        var factor = call.HubMethodArguments.ElementAtOrDefault(2) is double given ? string.Create(CultureInfo.InvariantCulture, $", factor {given:0.##}") : "";
        return (Short(call.HubMethodArguments.ElementAtOrDefault(1)), $"room {pin}{factor}");
    }

    /// <summary>What a client sent may be anything.</summary>
    private static string Short(object? argument) =>
        argument is string { Length: <= 64 } text && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or ' ') ? text : "?";
}
