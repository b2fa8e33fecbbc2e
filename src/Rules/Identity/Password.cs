using System.Globalization;
using System.Text;

namespace QuizOrleans.Rules.Identity;

/// <summary>
/// What a password must be (NIST SP 800-63B, 5.1.1.2): long enough, none of those that attackers try first, nothing of the account itself.
/// No rule asks for kinds of characters, and any may be used.
/// </summary>
public static class Password
{
    public const int MinLength = 10;

    /// <summary>Enough for any sentence; hashing more would be work for nothing.</summary>
    public const int MaxLength = 128;

    // What is long enough and yet among the first that lists of stolen passwords have. Shorter ones are refused for their length.
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "1234567890", "12345678910", "0123456789", "0987654321", "1q2w3e4r5t", "1q2w3e4r5t6y", "1qaz2wsx3edc", "q1w2e3r4t5", "qwertyuiop",
        "qwertyuiop123", "qwerty123456", "qwerty12345", "asdfghjkl123", "zxcvbnm123", "password123", "password1234", "password12345", "password12",
        "passw0rd123", "p@ssw0rd123", "p@ssword123", "letmein123", "letmein1234", "welcome123", "welcome1234", "iloveyou123", "iloveyou12",
        "administrator", "admin12345", "admin123456", "changeme123", "superman123", "basketball", "football123", "princess123", "sunshine123",
        "chocolate1", "liverpool1", "michael123", "charlie123", "jennifer123", "abcdefghij", "abcdefghijk", "abcd123456", "abc1234567", "abc123456789",
        "a123456789", "aa12345678", "aa123456789", "123456789a", "123456789q", "1234567891", "9876543210", "correcthorsebatterystaple", "passwort123",
        "hallo12345", "quizorleans",
    };

    /// <summary>The password in the one spelling that is hashed (NFKC, so that keyboards agree), or why it will not do.</summary>
    /// <param name="own">What stands in the account: e-mail address, nickname.</param>
    public static (string Password, Rejection? Rejection) Clean(string? text, params ReadOnlySpan<string> own)
    {
        var password = Normal(text);
        if (password is null) return Weak("The password has characters that cannot be read.");
        var length = new StringInfo(password).LengthInTextElements;
        if (length < MinLength) return Weak($"A password has at least {MinLength} characters.");
        if (password.Length > MaxLength) return Weak($"A password has at most {MaxLength} characters.");
        var plain = password.ToLowerInvariant();
        if (Common.Contains(plain) || IsMonotonous(plain)) return Weak("This password is one of the first that anybody would try.");
        foreach (var part in own)
        {
            if (Resembles(plain, part)) return Weak("The password must not be made of your name or e-mail address.");
        }

        return (password, null);
    }

    /// <summary>As it is hashed; null when it cannot be read or is longer than any.</summary>
    public static string? Normal(string? text)
    {
        if (text is null || text.Length > 4 * MaxLength) return null;
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The same, or a step up or down, again and again: "aaaaaaaaaa", "abababababab", "1234567890".</summary>
    private static bool IsMonotonous(string text)
    {
        if (text.Distinct().Count() <= 3) return true;
        var steps = text.Zip(text.Skip(1), (a, b) => b - a).Distinct().Count();
        return steps == 1;
    }

    private static bool Resembles(string password, string own)
    {
        var name = own.ToLowerInvariant();
        var local = name.Split('@')[0];
        return password == name || (local.Length >= 4 && password.Contains(local, StringComparison.Ordinal) && password.Length < local.Length + 6);
    }

    private static (string, Rejection?) Weak(string reason) => ("", IdentityRejections.WeakPassword(reason));
}
