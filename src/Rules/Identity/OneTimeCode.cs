using System.Security.Cryptography;
using System.Text;

namespace QuizOrleans.Rules.Identity;

/// <summary>What a code was sent for: one that proves an address must not set a password, nor the other way round.</summary>
public enum CodePurpose
{
    ResetPassword = 0,
    ProveEmail = 1,
}

/// <summary>A code that was sent to an account's address: short-lived, for one use, with few tries. Only its hash is kept.</summary>
/// <param name="Tries">How many wrong ones have been tried.</param>
public sealed record OneTimeCode(CodePurpose Purpose, string Hash, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, int Tries)
{
    /// <summary>No two alike when read out or copied: no 0/O, 1/I/L, 5/S, 8/B, 2/Z, U/V.</summary>
    public const string Alphabet = "34679ACDEFGHJKMNPQRTVWXY";

    /// <summary>24^10 codes: with <see cref="MaxTries"/> each, one in ten billion is guessed.</summary>
    public const int Length = 10;

    public const int MaxTries = 5;

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Another is sent no sooner, so that nobody's mailbox is filled.</summary>
    public static readonly TimeSpan SendAgainAfter = TimeSpan.FromMinutes(1);

    /// <param name="code">Drawn by the caller from <see cref="Alphabet"/>.</param>
    public static OneTimeCode Issue(CodePurpose purpose, string accountId, string code, DateTimeOffset now) =>
        new(purpose, HashOf(accountId, purpose, code), now, now + Lifetime, 0);

    /// <summary>How long until another may be sent; zero when it may be now.</summary>
    public static TimeSpan Wait(OneTimeCode? last, DateTimeOffset now) =>
        last is not null && last.IssuedAt + SendAgainAfter is var next && next > now ? next - now : TimeSpan.Zero;

    /// <summary>
    /// Whether the code holds, and what is left of it: null once it is used. One that has been guessed at too often stays, worthless, so that the next is
    /// sent no sooner for it.
    /// </summary>
    public static (bool Holds, OneTimeCode? Left) Try(OneTimeCode? code, CodePurpose purpose, string accountId, string? presented, DateTimeOffset now)
    {
        if (code is null || now >= code.ExpiresAt) return (false, null);
        if (code.Tries >= MaxTries) return (false, code);
        var same = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(code.Hash), Encoding.ASCII.GetBytes(HashOf(accountId, code.Purpose, Plain(presented))));
        if (same && code.Purpose == purpose) return (true, null);
        return (false, code with { Tries = code.Tries + 1 });
    }

    /// <summary>As it is mailed: two groups of five.</summary>
    public static string Shown(string code) => $"{code[..(Length / 2)]}-{code[(Length / 2)..]}";

    /// <summary>Case, spaces and hyphens do not matter.</summary>
    private static string Plain(string? presented) =>
        presented is { Length: <= 4 * Length } ? new string([.. presented.Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant() : "";

    private static string HashOf(string accountId, CodePurpose purpose, string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{accountId}\n{purpose}\n{code}")));
}
