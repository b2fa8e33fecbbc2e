using System.Security.Claims;
using QuizOrleans.Grains;

namespace QuizOrleans.WebFront.Identity;

/// <summary>Who calls, as the token says.</summary>
public readonly record struct Caller(string Id, string Name, string Tenant)
{
    public static Caller Of(ClaimsPrincipal? user) => new(
        user?.FindFirstValue("sub") ?? throw new InvalidOperationException("An endpoint without authorization asked who calls."),
        user.FindFirstValue("name") ?? "",
        user.FindFirstValue(JwtTokens.TenantClaim) ?? TenantKey.DefaultTenant);

    /// <summary>The key of something in the caller's own tenant.</summary>
    public string Key(string id) => new TenantKey(Tenant, id).ToString();
}
