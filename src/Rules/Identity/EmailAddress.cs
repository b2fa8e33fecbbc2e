using System.Globalization;
using System.Text;

namespace QuizOrleans.Rules.Identity;

/// <summary>
/// An e-mail address in the one spelling by which an account is found: trimmed, NFC, lower case, the domain in its ASCII form. Stricter than
/// RFC 5321 where that allows what nobody's mailbox has (quoted local parts, comments, address literals).
/// </summary>
public static class EmailAddress
{
    /// <summary>RFC 5321, 4.5.3.1: a path has 256 octets with its angle brackets.</summary>
    public const int MaxLength = 254;

    private const int MaxLocalLength = 64;
    private const string LocalPunctuation = "!#$%&'*+/=?^_`{|}~-.";

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Null when it is none.</summary>
    public static string? Clean(string? text)
    {
        var trimmed = text?.Trim();
        if (trimmed is not { Length: > 0 and <= MaxLength } || !TryNormalize(trimmed, out var address)) return null;
        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (at < 1) return null;
        var local = address[..at].ToLowerInvariant();
        if (local.Length > MaxLocalLength || local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal) || !local.All(IsLocal)) return null;
        return Domain(address[(at + 1)..]) is { } domain && local.Length + domain.Length < MaxLength ? $"{local}@{domain}" : null;
    }

    /// <summary>For logs and audit: enough to recognise one's own, too little to write to. "ada@example.org" → "a…@example.org".</summary>
    public static string Masked(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at < 1 ? "…" : $"{address[0]}…{address[at..]}";
    }

    // Letters of any script, as RFC 6531 allows; no spaces, controls or invisible ones.
    private static bool IsLocal(char c) => char.IsLetterOrDigit(c) || LocalPunctuation.Contains(c, StringComparison.Ordinal);

    private static string? Domain(string text)
    {
        try
        {
            var ascii = Idn.GetAscii(text).ToLowerInvariant();
            var labels = ascii.Split('.');
            return labels.Length >= 2 && labels.All(l => l is { Length: > 0 and <= 63 }) && !labels[^1].All(char.IsAsciiDigit) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool TryNormalize(string text, out string normal)
    {
        normal = "";
        try
        {
            normal = text.Normalize(NormalizationForm.FormC);
            return true;
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair.
            return false;
        }
    }
}
