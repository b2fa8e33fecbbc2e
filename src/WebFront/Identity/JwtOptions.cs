using System.Text;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains;

namespace QuizOrleans.WebFront.Identity;

/// <summary>Section "Jwt"; the secrets usually come from JWT_SECRET and JWT_SECRET_PREVIOUS.</summary>
public sealed class JwtOptions
{
    public const int MinSecretBytes = 32;

    /// <summary>The HS256 key, at least 32 bytes of UTF-8. Shared with a platform that signs its own tokens.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The key before that one: its tokens are still good, none is signed with it. Default: none.</summary>
    public string? PreviousSecret { get; set; }

    /// <summary>What tokens name the key by ("kid"). Default: a fingerprint of it.</summary>
    public string? KeyId { get; set; }

    /// <summary>The same of the previous key.</summary>
    public string? PreviousKeyId { get; set; }

    /// <summary>When set, tokens must carry it as "iss". Default: not checked.</summary>
    public string? Issuer { get; set; }

    /// <summary>When set, tokens must carry it as "aud". Default: not checked.</summary>
    public string? Audience { get; set; }

    /// <summary>How long an access token lasts that we issue. Default 15 min.</summary>
    public TimeSpan AccessLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a front believes that a sign-in still goes on before it asks again: so long at most does an access token outlive it. Default 10 s.</summary>
    public TimeSpan SessionFresh { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How far the clocks of signer and server may differ. Default 60 s.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(60);
}

public sealed class JwtOptionsValidator : IValidateOptions<JwtOptions>
{
    public ValidateOptionsResult Validate(string? name, JwtOptions options) => options switch
    {
        _ when IsShort(options.Secret) => ValidateOptionsResult.Fail($"JWT_SECRET must have at least {JwtOptions.MinSecretBytes} bytes."),
        { PreviousSecret.Length: > 0 } when IsShort(options.PreviousSecret) => ValidateOptionsResult.Fail($"JWT_SECRET_PREVIOUS must have at least {JwtOptions.MinSecretBytes} bytes."),
        { KeyId: { } id } when !TenantKey.IsPart(id) => ValidateOptionsResult.Fail("Jwt:KeyId must be 1-64 of A-Z a-z 0-9 _ -."),
        { PreviousKeyId: { } id } when !TenantKey.IsPart(id) => ValidateOptionsResult.Fail("Jwt:PreviousKeyId must be 1-64 of A-Z a-z 0-9 _ -."),
        { KeyId: not null } when options.KeyId == options.PreviousKeyId => ValidateOptionsResult.Fail("Jwt:KeyId and Jwt:PreviousKeyId must differ."),
        { AccessLifetime: var lifetime } when lifetime < TimeSpan.FromMinutes(1) || lifetime > TimeSpan.FromDays(1) =>
            ValidateOptionsResult.Fail("Jwt:AccessLifetime must be 1 min to 1 day."),
        { SessionFresh: var fresh } when fresh < TimeSpan.Zero || fresh > TimeSpan.FromMinutes(5) => ValidateOptionsResult.Fail("Jwt:SessionFresh must be 0 to 5 min."),
        { ClockSkew: var skew } when skew < TimeSpan.Zero || skew > TimeSpan.FromMinutes(5) =>
            ValidateOptionsResult.Fail("Jwt:ClockSkew must be 0 to 5 min."),
        _ => ValidateOptionsResult.Success,
    };

    private static bool IsShort(string secret) => Encoding.UTF8.GetByteCount(secret) < JwtOptions.MinSecretBytes;
}
