using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains;

namespace QuizOrleans.WebFront.Identity;

/// <summary>Access tokens (RFC 7519): who somebody is, for a short while. Every claim comes once and is what it should be; "exp" is required.</summary>
public sealed class JwtTokens(IOptions<JwtOptions> options, TimeProvider time)
{
    public const string TenantClaim = "tenant";

    /// <summary>The sign-in that the token follows from, and ends with; a platform's tokens have none. Not "sid": a platform may mean another thing by that.</summary>
    public const string SessionClaim = "quiz_session";

    /// <summary>Until when the token counts, the clocks' difference included; in milliseconds since 1970.</summary>
    public const string EndsClaim = "ends";

    private readonly JwtOptions _options = options.Value;
    private readonly ImmutableArray<JwsKey> _keys = JwsKey.Of(options.Value);

    /// <summary>A token for a subject, and how long it lasts.</summary>
    public (string Token, TimeSpan Lifetime) Issue(string subject, string name, string tenant, params IEnumerable<string> roles) => Issue(subject, name, tenant, null, roles);

    /// <param name="session">Null for a token that follows from no sign-in.</param>
    public (string Token, TimeSpan Lifetime) Issue(string subject, string name, string tenant, string? session, IEnumerable<string> roles)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["sub"] = subject,
            ["name"] = name,
            [TenantClaim] = tenant,
            ["roles"] = roles,
            ["iat"] = now,
            ["exp"] = now + (long)_options.AccessLifetime.TotalSeconds,
        };
        if (session is not null) claims[SessionClaim] = session;
        if (_options.Issuer is { } issuer) claims["iss"] = issuer;
        if (_options.Audience is { } audience) claims["aud"] = audience;
        return (Jws.Sign(_keys[0], JsonSerializer.SerializeToUtf8Bytes(claims)), _options.AccessLifetime);
    }

    /// <summary>Who the token says it is; null, with the reason for the log (never for the client), when it is not valid.</summary>
    public ClaimsIdentity? Read(string token, out string reason) =>
        Jws.Verify(token, _keys, out reason) is { } payload ? ReadClaims(payload, out reason) : null;

    private ClaimsIdentity? ReadClaims(byte[] payload, out string reason)
    {
        try
        {
            using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 4 });
            var claims = document.RootElement;
            var now = time.GetUtcNow();
            if (Instant(claims, "exp") is not { } expires || now >= expires + _options.ClockSkew) return Invalid("expired, or without exp", out reason);
            if (Instant(claims, "nbf") > now + _options.ClockSkew || Instant(claims, "iat") > now + _options.ClockSkew) return Invalid("not valid yet", out reason);
            if (_options.Issuer is not null && Text(claims, "iss") != _options.Issuer) return Invalid("another issuer", out reason);
            if (_options.Audience is not null && !HasAudience(claims, _options.Audience)) return Invalid("another audience", out reason);
            var tenant = Text(claims, TenantClaim) ?? TenantKey.DefaultTenant;
            if (Text(claims, "sub") is not { } subject || !TenantKey.IsPart(subject) || !TenantKey.IsPart(tenant)) return Invalid("no usable sub or tenant", out reason);

            var identity = new ClaimsIdentity(JwtBearerHandler.Scheme, "name", "roles");
            identity.AddClaim(new Claim("sub", subject));
            identity.AddClaim(new Claim("name", Text(claims, "name") ?? ""));
            identity.AddClaim(new Claim(TenantClaim, tenant));
            identity.AddClaim(new Claim(EndsClaim, (expires + _options.ClockSkew).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
            if (Text(claims, SessionClaim) is { } session) identity.AddClaim(new Claim(SessionClaim, session));
            foreach (var role in Roles(claims)) identity.AddClaim(new Claim("roles", role));
            reason = "";
            return identity;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            return Invalid("claims are not what they should be", out reason);
        }
    }

    private static string[] Roles(JsonElement claims) =>
        !claims.TryGetProperty("roles", out var roles) ? []
        : roles.ValueKind == JsonValueKind.Array ? roles.EnumerateArray().Select(Role).ToArray()
        : [Role(roles)];

    private static string Role(JsonElement role) => role.GetString() ?? throw new FormatException("A role is null.");

    private static bool HasAudience(JsonElement claims, string audience) =>
        claims.TryGetProperty("aud", out var aud)
        && (aud.ValueKind == JsonValueKind.Array ? aud.EnumerateArray().Any(a => a.GetString() == audience) : aud.GetString() == audience);

    private static string? Text(JsonElement claims, string name) => claims.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static DateTimeOffset? Instant(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) ? DateTimeOffset.FromUnixTimeSeconds((long)value.GetDouble()) : null;

    private static ClaimsIdentity? Invalid(string why, out string reason)
    {
        reason = why;
        return null;
    }
}
