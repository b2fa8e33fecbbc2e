using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace QuizOrleans.Rules.Identity;

/// <summary>
/// An opaque token that gets the next access token, once: the family it belongs to and a secret, as <c>tenant.base64url(family ‖ secret)</c>.
/// </summary>
public sealed class RefreshToken
{
    public const int FamilyBytes = 16;
    public const int SecretBytes = 32;
    private const int MaxTenantLength = 64;
    private const int BodyLength = (FamilyBytes + SecretBytes) * 4 / 3;

    private readonly byte[] _secret;

    private RefreshToken(string tenant, string family, byte[] secret) => (Tenant, Family, _secret) = (tenant, family, secret);

    public string Tenant { get; }

    /// <summary>32 hex digits.</summary>
    public string Family { get; }

    /// <summary>All that is stored of a secret.</summary>
    public string Hash => Base64Url.EncodeToString(SHA256.HashData(_secret));

    /// <param name="random">48 random bytes.</param>
    public static RefreshToken New(string tenant, ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(random.Length, FamilyBytes + SecretBytes);
        return new RefreshToken(tenant, Convert.ToHexStringLower(random[..FamilyBytes]), random[FamilyBytes..].ToArray());
    }

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out RefreshToken? token)
    {
        token = null;
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot is < 1 or > MaxTenantLength || text!.Length != dot + 1 + BodyLength) return false;
        var tenant = text[..dot];
        Span<byte> bytes = stackalloc byte[FamilyBytes + SecretBytes];
        if (!tenant.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')) return false;
        if (!Base64Url.IsValid(text.AsSpan(dot + 1)) || !Base64Url.TryDecodeFromChars(text.AsSpan(dot + 1), bytes, out var written) || written != bytes.Length) return false;
        token = New(tenant, bytes);
        return true;
    }

    /// <summary>
    /// The next token of the family. It follows from this one and a salt that the store keeps: so the same request sent twice has one answer,
    /// and still neither a stolen database (which lacks this secret) nor a stolen token (which lacks the salt) yields the next.
    /// </summary>
    public RefreshToken Successor(string salt) => new(Tenant, Family, HMACSHA256.HashData(_secret, Base64Url.DecodeFromChars(salt)));

    public override string ToString() => $"{Tenant}.{Base64Url.EncodeToString([.. Convert.FromHexString(Family), .. _secret])}";
}
