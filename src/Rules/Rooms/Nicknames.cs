using System.Globalization;
using System.Text;

namespace QuizOrleans.Rules.Rooms;

/// <summary>Names of players and teams: what can be one, and which two look the same.</summary>
public static class Nicknames
{
    public const int MaxLength = 24;

    private const string Nobody = "Player";
    private const int MaxMarks = 3;
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    // England, Scotland, Wales: the flags that Unicode recommends for interchange, a black flag with invisible letters behind it.
    private static readonly string[] TaggedFlags = [Flag("gbeng"), Flag("gbsct"), Flag("gbwls")];

    private static readonly Rejection Invalid = new("invalid_nickname", $"A name has 1 to {MaxLength} visible characters.");

    /// <summary>
    /// The name in composed form with single spaces; or a rejection when it is empty, longer than <see cref="MaxLength"/> visible characters,
    /// or has control, direction or other invisible characters, or piles of combining marks.
    /// </summary>
    public static (string Name, Rejection? Rejection) Clean(string? text)
    {
        if (text is null || text.Length > MaxLength * 16 || !IsWellFormed(text)) return ("", Invalid);
        var name = string.Join(' ', text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        // Most names: what can be seen in ASCII, a character each.
        if (Ascii.IsValid(name)) return name.Length is > 0 and <= MaxLength && !name.AsSpan().ContainsAnyExceptInRange(' ', '~') ? (name, null) : ("", Invalid);
        var length = 0;
        foreach (var element in Elements(name))
        {
            if (!IsVisible(element)) return ("", Invalid);
            length++;
        }

        return length is > 0 and <= MaxLength ? (name, null) : ("", Invalid);
    }

    /// <summary>A name for who comes with one that is none: what of it can be seen and fits, or "Player".</summary>
    public static string Fitted(string? text)
    {
        if (text is null || !IsWellFormed(text)) return Nobody;
        if (Clean(text) is { Rejection: null, Name: var clean }) return clean;
        var seen = Elements(string.Join(' ', text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(IsVisible);
        return Clean(string.Concat(seen.Take(MaxLength))) is { Rejection: null, Name: var name } ? name : Nobody;
    }

    /// <summary>Equal for names that a person would take for the same: compatibility form, case folded, without what is drawn as nothing.</summary>
    public static string Fold(string name)
    {
        if (Ascii.IsValid(name)) return name.ToUpperInvariant();
        var visible = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (!IsDrawnAsNothing(rune.Value)) visible.Append(rune);
        }

        return visible.ToString().Normalize(NormalizationForm.FormKC).ToUpperInvariant();
    }

    /// <summary>The name, or the name with the first number behind it that nobody has.</summary>
    public static string Free(string name, Func<string, bool> isTaken)
    {
        if (!isTaken(Fold(name))) return name;
        for (var n = 2; ; n++)
        {
            var suffix = $" {n}";
            var numbered = Shorten(name, MaxLength - suffix.Length) + suffix;
            if (!isTaken(Fold(numbered))) return numbered;
        }
    }

    private static string Shorten(string name, int length)
    {
        var elements = Elements(name).ToList();
        return elements.Count <= length ? name : string.Concat(elements.Take(length)).TrimEnd();
    }

    private static IEnumerable<string> Elements(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext()) yield return elements.GetTextElement();
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            // No character by definition, and Normalize throws on it.
            if (text[i] == '\uFFFE') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }

    private static bool IsVisible(string element)
    {
        var runes = element.EnumerateRunes().ToArray();
        if (element == " " || TaggedFlags.Contains(element)) return true;
        if (IsBlankLetter(runes[0].Value) || IsDrawnAsNothing(runes[0].Value) || Rune.IsWhiteSpace(runes[0])) return false;
        if (runes.Count(IsMark) > MaxMarks || IsMark(runes[0])) return false;
        // A joiner is invisible by itself; inside one visible character it ties an emoji together, and several scripts are spelled with it.
        return runes.All(r => (r.Value == ZeroWidthJoiner && runes.Length > 2) || (IsJoiner(r.Value) && IsSpelledWithJoiners(runes[0].Value)) || Rune.GetUnicodeCategory(r) is not
            (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark
        && rune.Value is not (>= 0xFE00 and <= 0xFE0F);

    private static bool IsJoiner(int value) => value is ZeroWidthJoiner or ZeroWidthNonJoiner;

    // Arabic, Syriac and the scripts of India; Myanmar; Khmer and Mongolian.
    private static bool IsSpelledWithJoiners(int value) => value is (>= 0x0600 and <= 0x0DFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x18AF);

    private static string Flag(string region)
    {
        var flag = new StringBuilder("\U0001F3F4");
        foreach (var letter in region) flag.Append(new Rune(0xE0000 + letter));
        return flag.Append(new Rune(0xE007F)).ToString();
    }

    // The joiners, and marks by category that only choose how their letter is drawn: they may be part of a name, yet tell no two apart.
    private static bool IsDrawnAsNothing(int value) => IsJoiner(value) || value is 0x034F or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180D) or 0x180F
        or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    // Letters by category, but drawn as nothing.
    private static bool IsBlankLetter(int value) => value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800;
}
