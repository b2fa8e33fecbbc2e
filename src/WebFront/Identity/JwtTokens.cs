using System.Buffers;
using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains;

namespace QuizOrleans.WebFront.Identity;

/// <summary>
/// Signed tokens (JWS compact, HS256 only; RFC 7515, 7519). Our own because the feeds this builds on lack the library.
/// Strict: one algorithm, no header but alg and typ, every claim once, "exp" required.
/// </summary>
public sealed class JwtTokens(IOptions<JwtOptions> options, TimeProvider time)
{
    public const string TenantClaim = "tenant";
    private const int MaxLength = 4096;
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    private static readonly SearchValues<char> s_alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly JwtOptions _options = options.Value;
    private readonly byte[] _key = Encoding.UTF8.GetBytes(options.Value.Secret);

    /// <summary>A token for a subject, and how long it lasts.</summary>
    public (string Token, TimeSpan Lifetime) Issue(string subject, string name, string tenant, params string[] roles)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["sub"] = subject,
            ["name"] = name,
            [TenantClaim] = tenant,
            ["roles"] = roles,
            ["iat"] = now,
            ["exp"] = now + (long)_options.GuestLifetime.TotalSeconds,
        };
        if (_options.Issuer is { } issuer) claims["iss"] = issuer;
        if (_options.Audience is { } audience) claims["aud"] = audience;
        var signed = $"{Header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return ($"{signed}.{Base64Url.EncodeToString(Sign(signed))}", _options.GuestLifetime);
    }

    /// <summary>Who the token says it is; null, with the reason for the log (never for the client), when it is not valid.</summary>
    public ClaimsIdentity? Read(string token, out string reason)
    {
        if (token.Length > MaxLength) return Invalid("too long", out reason);
        var parts = token.Split('.');
        if (parts.Length != 3) return Invalid("not three parts", out reason);
        if (!TryDecode(parts[0], out var header) || !TryDecode(parts[1], out var payload) || !TryDecode(parts[2], out var signature))
            return Invalid("not base64url", out reason);
        if (!IsExpectedHeader(header)) return Invalid("another algorithm or header", out reason);
        if (!CryptographicOperations.FixedTimeEquals(signature, Sign($"{parts[0]}.{parts[1]}"))) return Invalid("wrong signature", out reason);
        return ReadClaims(payload, out reason);
    }

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
            foreach (var role in Roles(claims)) identity.AddClaim(new Claim("roles", role));
            reason = "";
            return identity;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            return Invalid("claims are not what they should be", out reason);
        }
    }

    private static bool IsExpectedHeader(byte[] header)
    {
        try
        {
            using var document = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 2 });
            return document.RootElement.EnumerateObject().All(p => p.Name switch
            {
                "alg" => p.Value.ValueEquals("HS256"),
                "typ" => string.Equals(p.Value.GetString(), "JWT", StringComparison.OrdinalIgnoreCase),
                _ => false,
            }) && document.RootElement.TryGetProperty("alg", out _);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
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

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        // The decoder would skip white space and padding; a token has one spelling only.
        if (text.AsSpan().ContainsAnyExcept(s_alphabet) || !Base64Url.IsValid(text)) return false;
        bytes = Base64Url.DecodeFromChars(text);
        return true;
    }

    private static ClaimsIdentity? Invalid(string why, out string reason)
    {
        reason = why;
        return null;
    }

    private byte[] Sign(string text) => HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(text));
}
