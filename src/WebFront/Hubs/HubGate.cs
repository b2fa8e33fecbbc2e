using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains;
using QuizOrleans.WebFront.Limits;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>
/// Where every hub call passes: says for which tenant it is made and counts it against its user's limits. The hot path allocates nothing and looks
/// nothing up but the connection's own state.
/// </summary>
public sealed class HubGate(Connections connections, LimitMetrics metrics, IOptions<LimitOptions> options, TimeProvider time) : IHubFilter
{
    /// <summary>What a method counts as beside a message.</summary>
    private static readonly FrozenDictionary<MethodInfo, UserLimit> Counted = typeof(PlayHub)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(m => m.IsDefined(typeof(CountsAsAttribute)))
        .ToFrozenDictionary(m => m, m => m.GetCustomAttribute<CountsAsAttribute>()!.Limit);

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var connection = connections.Enter(context.Context);
        Tenancy.Act(connection.Caller.Tenant);
        await next(context);
    }

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var connection = OpenConnection.Of(invocationContext.Context) ?? throw new InvalidOperationException("A call came before its connection.");
        Tenancy.Act(connection.Caller.Tenant);
        connection.HeardAt = time.GetTimestamp();
        Admit(connection, UserLimit.Messages);
        if (Counted.TryGetValue(invocationContext.HubMethod, out var limit)) Admit(connection, limit);
        connection.RefusedInRow = 0;
        return next(invocationContext);
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        var connection = OpenConnection.Of(context.Context);
        if (connection is not null) Tenancy.Act(connection.Caller.Tenant);
        try
        {
            await next(context, exception);
        }
        finally
        {
            if (connection is not null) await connections.Leave(connection);
        }
    }

    /// <exception cref="HubException">Over the limit; says when to try again.</exception>
    private void Admit(OpenConnection connection, UserLimit limit)
    {
        if (connection.User.Refuse(limit) is not { } wait) return;
        metrics.Refused(Name(limit));
        if (++connection.RefusedInRow >= options.Value.RefusalsInRow)
            _ = connections.End(connection, RetryAfter.Code, "You go on and on though you are refused.");
        throw new HubException($"{RetryAfter.Code}: {RetryAfter.Sentence(wait)}");
    }

    private static string Name(UserLimit limit) => limit switch
    {
        UserLimit.Messages => "messages",
        UserLimit.Answers => "answers",
        UserLimit.Tickets => "tickets",
        _ => RateLimits.Ai,
    };
}
