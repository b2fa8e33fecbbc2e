using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace QuizOrleans.Formats.Gift;

/// <summary>GIFT's escapes: a backslash before one of ~ = # { } : or itself takes its meaning away, \n is a line feed. Ours besides: \- before >.</summary>
internal static partial class GiftText
{
    private const string Special = "~=#{}:\\";

    /// <summary>Where a marker stands that no backslash takes the meaning of; −1 when nowhere.</summary>
    public static int Find(string text, string marker, int from = 0)
    {
        for (var i = from; i + marker.Length <= text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && IsEscaped(text[i + 1])) i++;
            else if (string.CompareOrdinal(text, i, marker, 0, marker.Length) == 0) return i;
        }

        return -1;
    }

    /// <summary>The same for one of several characters.</summary>
    public static int FindAny(string text, string characters, int from = 0)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && IsEscaped(text[i + 1])) i++;
            else if (characters.Contains(text[i], StringComparison.Ordinal)) return i;
        }

        return -1;
    }

    /// <summary>What the author meant: escapes undone, ends trimmed.</summary>
    public static string Read(string text)
    {
        var read = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && IsEscaped(text[i + 1])) read.Append(text[++i] == 'n' ? '\n' : text[i]);
            else read.Append(text[i]);
        }

        return read.ToString().Trim();
    }

    public static string Write(string text)
    {
        var written = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n') written.Append("\\n");
            else if (Special.Contains(text[i], StringComparison.Ordinal) || (text[i] == '-' && i + 1 < text.Length && text[i + 1] == '>')) written.Append('\\').Append(text[i]);
            else written.Append(text[i]);
        }

        return written.ToString();
    }

    /// <summary>HTML as the text it shows: breaks and paragraphs are line feeds, tags go, entities are read.</summary>
    public static string WithoutHtml(string html) =>
        WebUtility.HtmlDecode(Tag().Replace(Break().Replace(html, "\n"), "")).Trim();

    private static bool IsEscaped(char c) => c is 'n' or '-' || Special.Contains(c, StringComparison.Ordinal);

    [GeneratedRegex(@"<br\s*/?>|</p\s*>\s*(?=\S)|</div\s*>\s*(?=\S)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Break();

    [GeneratedRegex(@"</?[a-z][^<>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
