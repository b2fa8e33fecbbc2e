using System.Globalization;
using System.Text;

namespace QuizOrleans.Rules.Quizzes;

/// <summary>What is wrong with a text that people are to read.</summary>
public enum TextFlaw
{
    None = 0,

    /// <summary>Nothing in it can be seen.</summary>
    Blank = 1,

    TooLong = 2,

    /// <summary>It holds control characters, half a surrogate pair, a code point that is no character, or a reversal of direction.</summary>
    Unprintable = 3,
}

/// <summary>
/// Measures text in what a reader counts: user-perceived characters (grapheme clusters, so an emoji or an accented letter is one),
/// without white space at either end. Allocates nothing, since every typed answer passes here.
/// </summary>
public static class VisibleText
{
    /// <summary>
    /// Bounds a text's memory: one perceived character may be many code units (the flag of Scotland is 14), yet a letter under a
    /// pile of a thousand marks must not pass as one.
    /// </summary>
    private const int UnitsPerCharacter = 16;

    /// <summary>The first flaw of the text when it may have up to <paramref name="max"/> characters.</summary>
    /// <param name="lines">Whether line feeds are welcome, as in an explanation.</param>
    public static TextFlaw Check(string? text, int max, bool lines = false)
    {
        if (string.IsNullOrEmpty(text)) return TextFlaw.Blank;
        if (text.Length > max * UnitsPerCharacter) return TextFlaw.TooLong;
        var visible = false;
        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length) != System.Buffers.OperationStatus.Done) return TextFlaw.Unprintable;
            if (!IsPrintable(rune) && !(lines && rune.Value == '\n')) return TextFlaw.Unprintable;
            visible |= IsVisible(rune);
            i += length;
        }

        return !visible ? TextFlaw.Blank : Length(text) > max ? TextFlaw.TooLong : TextFlaw.None;
    }

    private static int Length(string text)
    {
        var rest = text.AsSpan().Trim();
        var count = 0;
        for (; !rest.IsEmpty; count++) rest = rest[StringInfo.GetNextTextElementLength(rest)..];
        return count;
    }

    // Overrides of direction can show a text as another one; plain marks of direction are part of right-to-left writing.
    private static bool IsPrintable(Rune rune) =>
        !Rune.IsControl(rune) && !IsNoncharacter(rune.Value) && rune.Value is not (0x202D or 0x202E or 0x2028 or 0x2029);

    // U+FFFE makes string.Normalize throw, and none of them is text.
    private static bool IsNoncharacter(int value) => (value & 0xFFFE) == 0xFFFE || value is >= 0xFDD0 and <= 0xFDEF;

    // The five are letters by category, but drawn as nothing.
    private static bool IsVisible(Rune rune) =>
        rune.IsAscii
            ? rune.Value > ' '
            : !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark)
                && rune.Value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800);
}
