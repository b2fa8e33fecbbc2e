using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains;
using QuizOrleans.WebFront.Access;
using QuizOrleans.WebFront.Input;
using QuizOrleans.WebFront.Limits;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>
/// Where every hub call passes: says for which tenant it is made, counts it against its user's limits, and checks role and arguments. The hot path
/// allocates nothing and looks nothing up but the connection's own state and the method's rule.
/// </summary>
public sealed class HubGate(Connections connections, LimitMetrics metrics, IOptions<LimitOptions> options, IWordFilter words, TimeProvider time) : IHubFilter
{
    private static readonly ConcurrentDictionary<MethodInfo, Rule> Rules = new();

    /// <summary>What the protocol ends a connection with whose message has no end.</summary>
    private const string TooLarge = "payload_too_large";

    private readonly InputLimits _input = new(options.Value.AnswerBytes, words);

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var hub = context.Hub as IGuardedHub ?? throw new InvalidOperationException($"{context.Hub.GetType().Name} must derive from GuardedHub.");
        var connection = connections.Enter(context.Context, hub.Voice);
        Tenancy.Act(connection.Caller.Tenant);
        await next(context);
    }

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var connection = ((IGuardedHub)invocationContext.Hub).Connection;
        Tenancy.Act(connection.Caller.Tenant);
        var now = connection.HeardAt = time.GetTimestamp();
        Admit(connection, UserLimit.Messages, now);
        AdmitAddress(connection, now);
        var rule = Rules.GetOrAdd(invocationContext.HubMethod, Rule.Of);
        if (rule.Limit is { } limit) Admit(connection, limit, now);
        connection.RefusedInRow = 0;
        if (!rule.Allows(invocationContext.Context.User)) throw new HubException("forbidden: Your role does not allow this.");
        var call = Checked(invocationContext, rule);
        for (var i = 0; i < rule.Arguments.Length; i++)
        {
            if (rule.Arguments[i]?.CountsAs(call.HubMethodArguments[i]) is not { } more) continue;
            Admit(connection, more, now);
            return Counted(connection.User, more, next, call);
        }

        return next(call);
    }

    /// <summary>What is refused costs no more than a message. An error is no refusal: it may have begun.</summary>
    private static async ValueTask<object?> Counted(UserLimits user, UserLimit limit, Func<HubInvocationContext, ValueTask<object?>> next, HubInvocationContext call)
    {
        try
        {
            return await next(call);
        }
        catch (HubException)
        {
            user.GiveBack(limit);
            throw;
        }
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
            if (connection is not null)
            {
                if (exception is HubException && exception.Message.StartsWith(TooLarge, StringComparison.Ordinal)) connections.AuditClosed(connection, TooLarge);
                await connections.Leave(connection);
            }
        }
    }

    /// <exception cref="HubException">Over the limit; says when to try again.</exception>
    private void Admit(OpenConnection connection, UserLimit limit, long now)
    {
        if (connection.User.Refuse(limit, now) is not { } wait) return;
        metrics.Refused(Name(limit));
        // Only his own doing ends a connection.
        if (++connection.RefusedInRow >= options.Value.RefusalsInRow)
            _ = connections.End(connection, RetryAfter.Code, "You go on and on though you are refused.");
        throw new HubException($"{RetryAfter.Code}: {RetryAfter.Sentence(wait)}");
    }

    /// <exception cref="HubException">All who are at this address are over their limit together.</exception>
    private void AdmitAddress(OpenConnection connection, long now)
    {
        if (connection.Address.Refuse(UserLimit.AddressMessages, now) is not { } wait) return;
        metrics.Refused(Name(UserLimit.AddressMessages));
        throw new HubException($"{RetryAfter.Code}: {RetryAfter.Sentence(wait)}");
    }

    private HubInvocationContext Checked(HubInvocationContext call, Rule rule)
    {
        object?[]? changed = null;
        for (var i = 0; i < rule.Arguments.Length; i++)
        {
            var given = call.HubMethodArguments[i];
            if (rule.Arguments[i] is not { } argument || argument.Check(given, _input) is var value && ReferenceEquals(value, given)) continue;
            changed ??= [.. call.HubMethodArguments];
            changed[i] = value;
        }

        return changed is null ? call : new HubInvocationContext(call.Context, call.ServiceProvider, call.Hub, call.HubMethod, changed);
    }

    private static string Name(UserLimit limit) => limit switch
    {
        UserLimit.Messages => "messages",
        UserLimit.Answers => "answers",
        UserLimit.Tickets => "tickets",
        UserLimit.AddressMessages => "address_messages",
        _ => RateLimits.Ai,
    };

    /// <param name="Limit">What the method counts as beside a message.</param>
    /// <param name="Roles">Empty: for whoever is signed in.</param>
    /// <param name="Arguments">Null for one that its type says all about.</param>
    private sealed record Rule(UserLimit? Limit, IReadOnlyList<string> Roles, ArgumentRuleAttribute?[] Arguments)
    {
        public static Rule Of(MethodInfo method) => new(
            method.GetCustomAttribute<CountsAsAttribute>()?.Limit,
            method.GetCustomAttribute<RequiresRoleAttribute>()?.Roles ?? [],
            [.. method.GetParameters().Select(p => p.GetCustomAttribute<ArgumentRuleAttribute>() ?? (p.ParameterType == typeof(bool) ? null
                : throw new InvalidOperationException($"{method.Name}: '{p.Name}' has no rule.")))]);

        public bool Allows(ClaimsPrincipal? user) => Roles.Count == 0 || (user is not null && Roles.Any(user.IsInRole));
    }
}
