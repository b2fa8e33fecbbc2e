using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace QuizOrleans.Formats.Qti;

/// <summary>Marked-up text as a reader would read it aloud: blocks are lines, white space is one space.</summary>
internal static partial class QtiText
{
    private static readonly string[] Blocks = ["p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "tr", "prompt"];

    public static string Of(XElement element) => Clean(Walk(element, new StringBuilder(), null).ToString());

    /// <summary>What is asked: the body without its interaction, then the prompt; the item's title where both are empty. A gap in a sentence is a line.</summary>
    public static string Asked(XElement body, XElement interaction, string title)
    {
        var around = Clean(Walk(body, new StringBuilder(), interaction).ToString());
        var isGap = interaction.Name.LocalName == "textEntryInteraction" && around.Replace("_____", "", StringComparison.Ordinal).Trim().Length > 0;
        if (!isGap) around = Clean(around.Replace("_____", "", StringComparison.Ordinal));
        var prompt = interaction.Elements().FirstOrDefault(e => e.Name.LocalName == "prompt") is { } p ? Of(p) : "";
        var asked = string.Join('\n', new[] { around, prompt }.Where(t => t.Length > 0));
        return asked.Length > 0 ? asked : title.Trim();
    }

    private static StringBuilder Walk(XElement element, StringBuilder text, XElement? gap)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText words) text.Append(Space().Replace(words.Value, " "));
            if (node is not XElement child) continue;
            if (child == gap)
            {
                text.Append(" _____ ");
                continue;
            }

            var isBlock = Blocks.Contains(child.Name.LocalName);
            if (isBlock) text.Append('\n');
            Walk(child, text, gap);
            if (isBlock) text.Append('\n');
        }

        return text;
    }

    private static string Clean(string text) =>
        string.Join('\n', text.Split('\n').Select(l => Space().Replace(l, " ").Trim()).Where(l => l.Length > 0));

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();
}
