using System.Text;

namespace QuizOrleans.Formats.Csv;

/// <summary>What a cell may not be written as it is for.</summary>
public static class CsvCells
{
    /// <summary>
    /// A text that begins like a formula gets an apostrophe, which spreadsheets read as "this is text" (OWASP, "CSV Injection"). So does one
    /// that begins with apostrophes and then like a formula: taking one apostrophe off always gives back what was written.
    /// </summary>
    public static string Guarded(string text) => IsFormula(text) ? "'" + text : text;

    public static string Unguarded(string text) => text.StartsWith('\'') && IsFormula(text[1..]) ? text[1..] : text;

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

    private static bool IsFormula(string text) => text.TrimStart('\'') is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '|' or '%', ..];
}
