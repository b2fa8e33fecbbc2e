using System.Globalization;
using System.Text.RegularExpressions;

namespace QuizOrleans.Formats.Gift;

/// <summary>One answer: "=right", "~wrong", "~%50%partly", "=left -> right", each with "#feedback", which is not kept.</summary>
/// <param name="IsWrongMarked">It began with ~; its weight may still make it right.</param>
/// <param name="Weight">In percent; null when there is none.</param>
/// <param name="Match">What stands behind the arrow.</param>
internal sealed partial record GiftAnswer(bool IsWrongMarked, double? Weight, string Text, string? Match)
{
    public bool IsRight => IsWrongMarked ? Weight > 0 : Weight is null or > 0;

    /// <summary>Empty when the text does not begin with an answer.</summary>
    public static List<GiftAnswer> ReadAll(string answers, bool isHtml)
    {
        var all = new List<GiftAnswer>();
        if (GiftText.FindAny(answers, "=~") != 0) return all;
        for (var at = 0; at >= 0 && at < answers.Length;)
        {
            var next = GiftText.FindAny(answers, "=~", at + 1);
            all.Add(Read(answers[at], answers[(at + 1)..(next < 0 ? answers.Length : next)], isHtml));
            at = next;
        }

        return all;
    }

    private static GiftAnswer Read(char marker, string text, bool isHtml)
    {
        if (GiftText.Find(text, "#") is >= 0 and var feedback) text = text[..feedback];
        text = text.Trim();
        if (GiftText.Find(text, "->") is >= 0 and var arrow) return new GiftAnswer(marker == '~', null, Shown(text[..arrow], isHtml), Shown(text[(arrow + 2)..], isHtml));
        double? weight = null;
        if (WeightMark().Match(text) is { Success: true } mark)
        {
            weight = double.Parse(mark.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture);
            text = text[mark.Length..];
        }

        return new GiftAnswer(marker == '~', weight, Shown(text, isHtml), null);
    }

    private static string Shown(string text, bool isHtml) => isHtml ? GiftText.WithoutHtml(GiftText.Read(text)) : GiftText.Read(text);

    [GeneratedRegex(@"^%(-?[0-9]{1,3}(?:\.[0-9]{1,6})?)%", RegexOptions.CultureInvariant)]
    private static partial Regex WeightMark();
}
