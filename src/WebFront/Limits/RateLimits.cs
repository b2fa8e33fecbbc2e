using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Limits;

/// <summary>
/// The limits of requests, by ASP.NET Core's rate limiter. All of <c>/api</c> is limited by user, or by address before signing in; an address names the
/// further policy that it is under with RequireRateLimiting.
/// </summary>
public static class RateLimits
{
    /// <summary>Tries to sign in to an account, by address. By account too: <see cref="SignInGate"/>.</summary>
    public const string SignIn = "sign-in";

    /// <summary>New accounts, by address.</summary>
    public const string Accounts = "accounts";

    /// <summary>Tries at the password of the account one is signed in to, by user: whoever has somebody's token does not have his password.</summary>
    public const string Passwords = "passwords";

    /// <summary>Exports of one's account, by user: each reads all that there is.</summary>
    public const string Exports = "exports";

    /// <summary>New guests, by address.</summary>
    public const string Guests = "guests";

    /// <summary>Hub connections, by address: a connection holds its place for as long as it lasts.</summary>
    public const string Connections = "connections";

    /// <summary>Requests to a language model, by user: no policy of the rate limiter, as only what begins counts (<see cref="AiBudget"/>).</summary>
    public const string Ai = "ai";

    private static readonly TimeSpan ConnectionRetry = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<LimitOptions>>((limiter, options) =>
        {
            var limits = options.Value;
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = Refuse;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => OfApi(context, limits));
            limiter.AddPolicy(SignIn, context => Bucket($"s:{Address(context)}", limits.SignInsPerAddress, limits.SignInWindow));
            limiter.AddPolicy(Accounts, context => Bucket($"a:{Address(context)}", limits.AccountsPerAddress, limits.SignInWindow));
            limiter.AddPolicy(Passwords, context => Bucket($"p:{User(context) ?? Address(context)}", limits.SignInsPerAddress, limits.SignInWindow));
            limiter.AddPolicy(Exports, context => Bucket($"e:{User(context) ?? Address(context)}", limits.Exports, limits.SignInWindow));
            limiter.AddPolicy(Guests, context => Bucket($"g:{Address(context)}", limits.GuestsPerAddress, limits.SignInWindow));
            limiter.AddPolicy(Connections, context => RateLimitPartition.GetConcurrencyLimiter(
                Address(context), _ => new ConcurrencyLimiterOptions { PermitLimit = limits.ConnectionsPerAddress, QueueLimit = 0 }));
        });
        return services;
    }

    private static RateLimitPartition<string> OfApi(HttpContext context, LimitOptions limits) =>
        !context.Request.Path.StartsWithSegments("/api") ? RateLimitPartition.GetNoLimiter("")
        : User(context) is { } user ? Bucket(user, limits.Requests, TimeSpan.FromMinutes(1))
        : Bucket(Address(context), limits.AnonymousRequests, TimeSpan.FromMinutes(1));

    /// <summary>Token by token, where that is not too often for a timer: so "retry in" tells when the next one is there. A sliding window does not know.</summary>
    private static RateLimitPartition<string> Bucket(string key, int permits, TimeSpan window)
    {
        var atOnce = Math.Max(1, (int)(permits / window.TotalSeconds));
        return RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = permits,
            TokensPerPeriod = atOnce,
            ReplenishmentPeriod = window * atOnce / permits,
            QueueLimit = 0,
        });
    }

    private static string? User(HttpContext context) =>
        context.User.Identity?.IsAuthenticated is true && Caller.Of(context.User) is var caller ? $"u:{caller.Key(caller.Id)}" : null;

    /// <summary>Whose connection it is. Of IPv6 the network, since whoever has one address there has all of its network's.</summary>
    internal static string Address(HttpContext? context)
    {
        if (context?.Connection.RemoteIpAddress is not { } address) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6 ? $"{new IPAddress([.. address.GetAddressBytes()[..8], 0, 0, 0, 0, 0, 0, 0, 0])}/64" : address.ToString();
    }

    private static async ValueTask Refuse(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var context = rejected.HttpContext;
        var policy = context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;
        context.RequestServices.GetRequiredService<LimitMetrics>().Refused(policy ?? "requests");
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : ConnectionRetry;
        await RetryAfter.Answer(context, wait).ExecuteAsync(context);
    }
}
