using System.Security.Cryptography;
using System.Text;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Limits;

namespace QuizOrleans.WebFront.Limits;

/// <summary>
/// Tries to sign in to one account, counted for the whole cluster: whoever guesses passwords from many addresses at once is stopped too. The
/// endpoint asks before it looks at the password, and tells of success, which forgets the tries before it.
/// </summary>
public sealed class SignInGate(IGrainFactory grains, LimitMetrics metrics)
{
    /// <summary>Null when the try may be made; else how long to wait (<see cref="RetryAfter.Answer(HttpContext, TimeSpan)"/>).</summary>
    /// <param name="account">As its owner names it: an e-mail address. Case does not matter; it is kept as a hash only.</param>
    public async Task<TimeSpan?> Try(string tenant, string account)
    {
        Tenancy.Act(tenant);
        var wait = await Grain(tenant, account).Try();
        if (wait is not null) metrics.Refused("account");
        return wait;
    }

    public Task Succeeded(string tenant, string account)
    {
        Tenancy.Act(tenant);
        return Grain(tenant, account).Succeeded();
    }

    private ISignInLimitGrain Grain(string tenant, string account) => grains.GetGrain<ISignInLimitGrain>(
        new TenantKey(tenant, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account.Trim().ToUpperInvariant())))).ToString());
}
