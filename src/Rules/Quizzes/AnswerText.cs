using System.Globalization;
using System.Text;

namespace QuizOrleans.Rules.Quizzes;

/// <summary>
/// What is folded before typed answers are compared, in this order:
/// <list type="number">
/// <item>Unicode compatibility (NFKC): full width, ligatures, sub- and superscripts; digits of any script become 0–9;</item>
/// <item>diacritics, and the Latin letters that are a variant of another without being composed (ø, ł, ß, æ …); marks of scripts where
/// they make another letter (Japanese, Indic) stay;</item>
/// <item>case, the same in every culture;</item>
/// <item>punctuation: apostrophes and full stops vanish ("O'Brien", "U.S.A."), "&amp;" reads "and", all other becomes a space. What
/// tells numbers or names apart stays: a sign before a number, a decimal point (a comma is one unless exactly three digits follow),
/// and # % @ and symbols such as + ("C#", "C++");</item>
/// <item>white space: one space between words, none at the ends;</item>
/// <item>leading English articles, while a word is left.</item>
/// </list>
/// A text of punctuation alone is only folded up to step 3.
/// </summary>
internal static class AnswerText
{
    // Folding one step can uncover another (a mark behind a letter that case folding made); a second pass settles it, rarely a third.
    private const int Passes = 4;

    public static string Fold(string text)
    {
        for (var pass = 0; pass < Passes; pass++)
        {
            var folded = FoldOnce(text);
            if (folded == text) break;
            text = folded;
        }

        return text;
    }

    private static string FoldOnce(string text)
    {
        var letters = Letters(text);
        var words = WithoutArticles(Words(letters));
        return words.Length > 0 ? words : letters.Trim();
    }

    /// <summary>Steps 1 to 3.</summary>
    private static string Letters(string text)
    {
        if (Ascii.IsValid(text)) return text.ToLowerInvariant();
        var folded = new StringBuilder(text.Length);
        foreach (var rune in WellFormed(text).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsDiacritic(rune.Value) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format) continue;
            var lower = Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune));
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber) folded.Append((int)Rune.GetNumericValue(rune));
            else if (Variant(lower.Value) is { } variant) folded.Append(variant);
            else folded.Append(lower);
        }

        return folded.ToString().Normalize(NormalizationForm.FormKC);
    }

    /// <summary>Steps 4 and 5.</summary>
    private static string Words(string text)
    {
        var words = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var read = Punctuation.Read(text, i);
            if (read is null) words.Append(text[i]);
            foreach (var c in read ?? "")
            {
                if (c != ' ' || (words.Length > 0 && words[^1] != ' ')) words.Append(c);
            }
        }

        return words.ToString().TrimEnd();
    }

    /// <summary>Step 6.</summary>
    private static string WithoutArticles(string words)
    {
        var rest = words.AsSpan();
        while (ArticleOf(rest) is > 0 and var length) rest = rest[length..];
        return rest.Length == words.Length ? words : rest.ToString();
    }

    private static int ArticleOf(ReadOnlySpan<char> words) =>
        words.StartsWith("the ", StringComparison.Ordinal) ? 4
        : words.StartsWith("an ", StringComparison.Ordinal) ? 3
        : words.StartsWith("a ", StringComparison.Ordinal) ? 2
        : 0;

    /// <summary>Normalize throws on half a surrogate pair and on U+FFFE; they become the replacement character.</summary>
    private static string WellFormed(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) clean.Append(rune.Value == 0xFFFE ? Rune.ReplacementChar : rune);
        return clean.ToString();
    }

    // Combining marks of Latin, Greek and Cyrillic, Hebrew points, Arabic vowel marks, and variation selectors.
    private static bool IsDiacritic(int value) => value is (>= 0x0300 and <= 0x036F) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF)
        or (>= 0x20D0 and <= 0x20FF) or (>= 0x0591 and <= 0x05BD) or (>= 0x064B and <= 0x065F) or 0x0670 or (>= 0xFE00 and <= 0xFE0F);

    private static string? Variant(int lower) => lower switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ς' => "σ",
        _ => null,
    };
}
