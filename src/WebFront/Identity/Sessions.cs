using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Identity;

namespace QuizOrleans.WebFront.Identity;

/// <summary>
/// Whether the sign-ins of access tokens still go on. Asked of the store at most every <see cref="JwtOptions.SessionFresh"/> for each; a token of an embedding
/// platform follows from no sign-in of ours and is good until its end.
/// </summary>
public sealed partial class Sessions(IGrainFactory grains, IOptions<JwtOptions> options, TimeProvider time, ILogger<Sessions> logger)
{
    /// <summary>More than that are asked for each time; they are forgotten as soon as they are no longer fresh.</summary>
    private const int MostKept = 100_000;

    private readonly TimeSpan _fresh = options.Value.SessionFresh;
    private readonly ConcurrentDictionary<(string User, string Session), long> _going = new();
    private int _signOuts;

    /// <summary>Null for a token that follows from no sign-in.</summary>
    public static string? Of(ClaimsPrincipal? user) => user?.FindFirstValue(JwtTokens.SessionClaim);

    /// <param name="session">Null: the token follows from none.</param>
    /// <param name="now">Ask, however fresh the last answer is.</param>
    public ValueTask<bool> GoesOn(Caller caller, string? session, bool now = false)
    {
        if (session is null) return ValueTask.FromResult(true);
        var isFresh = !now && _going.TryGetValue((caller.Key(caller.Id), session), out var askedAt) && time.GetElapsedTime(askedAt) < _fresh;
        return isFresh ? ValueTask.FromResult(true) : Ask(caller, session);
    }

    /// <summary>Somebody was let in here a moment ago.</summary>
    public void Opened(string tenant, string playerId, string session) => Keep((new TenantKey(tenant, playerId).ToString(), session));

    /// <summary>This user has signed out somewhere: what is known of him is out of date.</summary>
    public void SignedOut(string tenant, string playerId)
    {
        var user = new TenantKey(tenant, playerId).ToString();
        Interlocked.Increment(ref _signOuts);
        foreach (var (key, _) in _going)
        {
            if (key.User == user) _going.TryRemove(key, out _);
        }
    }

    public void ForgetStale()
    {
        foreach (var (key, askedAt) in _going)
        {
            if (time.GetElapsedTime(askedAt) >= _fresh) _going.TryRemove(key, out _);
        }
    }

    private async ValueTask<bool> Ask(Caller caller, string session)
    {
        var key = (caller.Key(caller.Id), session);
        var signOuts = Volatile.Read(ref _signOuts);
        try
        {
            Tenancy.Act(caller.Tenant);
            if (!await grains.GetGrain<ISignInGrain>(caller.Key("sign-in")).GoesOn(session, CancellationToken.None))
            {
                // What was known here before is wrong, whoever has found out.
                _going.TryRemove(key, out _);
                return false;
            }
        }
        catch (Exception e) when (e is StorageUnavailableException or TimeoutException or SiloUnavailableException or OrleansMessageRejectionException)
        {
            // An outage must not put out who plays. The token is signed and short-lived; nobody gets the next one meanwhile.
            LogNotAsked(logger, e);
            return true;
        }

        // Somebody has signed out meanwhile: this answer may be older than that, so it is good for once.
        if (signOuts == Volatile.Read(ref _signOuts)) Keep(key);
        return true;
    }

    private void Keep((string User, string Session) key)
    {
        if (_going.Count < MostKept) _going[key] = time.GetTimestamp();
    }

    [LoggerMessage(3150, LogLevel.Warning, "Whether a sign-in still goes on could not be asked; its token counts until its end.")]
    private static partial void LogNotAsked(ILogger logger, Exception exception);
}
