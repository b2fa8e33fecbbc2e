using System.Text;
using Microsoft.Extensions.Options;

namespace QuizOrleans.WebFront.Identity;

/// <summary>Section "Jwt"; the secret usually comes from JWT_SECRET.</summary>
public sealed class JwtOptions
{
    public const int MinSecretBytes = 32;

    /// <summary>The HS256 key, at least 32 bytes of UTF-8. Shared with a platform that signs its own tokens.</summary>
    public string Secret { get; set; } = "";

    /// <summary>When set, tokens must carry it as "iss". Default: not checked.</summary>
    public string? Issuer { get; set; }

    /// <summary>When set, tokens must carry it as "aud". Default: not checked.</summary>
    public string? Audience { get; set; }

    /// <summary>How long a guest's token lasts. Default 12 h.</summary>
    public TimeSpan GuestLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How far the clocks of signer and server may differ. Default 60 s.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(60);
}

public sealed class JwtOptionsValidator : IValidateOptions<JwtOptions>
{
    public ValidateOptionsResult Validate(string? name, JwtOptions options) => options switch
    {
        { Secret: var secret } when Encoding.UTF8.GetByteCount(secret) < JwtOptions.MinSecretBytes =>
            ValidateOptionsResult.Fail($"JWT_SECRET must have at least {JwtOptions.MinSecretBytes} bytes."),
        { GuestLifetime: var lifetime } when lifetime < TimeSpan.FromMinutes(1) =>
            ValidateOptionsResult.Fail("Jwt:GuestLifetime must be at least 1 min."),
        { ClockSkew: var skew } when skew < TimeSpan.Zero || skew > TimeSpan.FromMinutes(5) =>
            ValidateOptionsResult.Fail("Jwt:ClockSkew must be 0 to 5 min."),
        _ => ValidateOptionsResult.Success,
    };
}
