using System.Text;
using System.Text.RegularExpressions;

namespace QuizOrleans.Formats.Csv;

/// <summary>What a cell may not be written as it is for.</summary>
public static partial class CsvCells
{
    /// <summary>
    /// A text that begins like a formula gets an apostrophe, which spreadsheets read as "this is text" (OWASP, "CSV Injection"). So does what
    /// follows a separator or a line's end within it: where another separator is usual, a spreadsheet cuts there and heeds no quotes. What already has
    /// apostrophes there gets one more (quotes before a sign do not hide it): taking one off everywhere always gives back what was written.
    /// </summary>
    public static string Guarded(string text) => Formula().Replace(text, "'");

    public static string Unguarded(string text) => Guard().Replace(text, "");

    /// <summary>Texts in one cell: a bar between them; a backslash before a bar or another divider that is part of a text.</summary>
    public static string Join(IEnumerable<string> texts, string dividers = "|") => string.Join('|', texts.Select(t => Escaped(t, dividers)));

    public static IEnumerable<string> Split(string cell, string dividers = "|")
    {
        var text = new StringBuilder();
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] == '\\' && i + 1 < cell.Length && (cell[i + 1] == '\\' || dividers.Contains(cell[i + 1], StringComparison.Ordinal)))
            {
                text.Append(cell[++i]);
            }
            else if (dividers.Contains(cell[i], StringComparison.Ordinal))
            {
                yield return text.ToString().Trim();
                text.Clear();
            }
            else
            {
                text.Append(cell[i]);
            }
        }

        if (text.ToString().Trim() is { Length: > 0 } last) yield return last;
    }

    private static string Escaped(string text, string dividers)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == '\\' || dividers.Contains(c, StringComparison.Ordinal)) escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>Before a formula.</summary>
    [GeneratedRegex(@"(?<=^|[;,\t\n\r|])(?=['""]*[=+\-@\t\r])", RegexOptions.CultureInvariant)]
    private static partial Regex Formula();

    /// <summary>An apostrophe there.</summary>
    [GeneratedRegex(@"(?<=^|[;,\t\n\r|])'(?=['""]*[=+\-@\t\r])", RegexOptions.CultureInvariant)]
    private static partial Regex Guard();
}
