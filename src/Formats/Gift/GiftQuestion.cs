using System.Globalization;
using System.Text.RegularExpressions;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Formats.Gift;

/// <summary>One item of a GIFT file: "::title::[format]text { answers } text".</summary>
internal static partial class GiftQuestion
{
    private const string Blank = "_____";

    public static (Question? Question, Fault? Fault) Read(string item)
    {
        var (text, isHtml) = WithoutTitle(item);
        var open = GiftText.Find(text, "{");
        if (open < 0) return (new Slide { Text = Shown(text, isHtml) }, null);
        var close = GiftText.Find(text, "}", open);
        if (close < 0) return Fault("braces_unbalanced", "The answers have no closing brace.");
        if (GiftText.Find(text, "{", open + 1) is >= 0 and var second) return second < close ? Fault("braces_unbalanced", "There is a brace within the answers.") : Fault("kind_unsupported", "There are two groups of answers.");
        var before = text[..open].TrimEnd();
        var after = text[(close + 1)..].Trim();
        // Answers in the middle of a sentence: a missing word.
        var asked = Shown(after.Length > 0 ? $"{before} {Blank} {after}" : before, isHtml);
        var answers = text[(open + 1)..close];
        var explanation = "";
        if (GiftText.Find(answers, "####") is >= 0 and var general)
        {
            explanation = Shown(answers[(general + 4)..], isHtml);
            answers = answers[..general];
        }

        var (question, fault) = Of(asked, answers.Trim(), isHtml);
        return question is null ? (null, fault) : (question with { Explanation = explanation }, null);
    }

    private static (Question? Question, Fault? Fault) Of(string text, string answers, bool isHtml)
    {
        if (answers.Length == 0) return Fault("kind_unsupported", "An essay cannot be judged at once.");
        if (answers[0] == '#') return Number(text, answers[1..].Trim());
        var first = GiftText.Find(answers, "#") is >= 0 and var feedback ? answers[..feedback].Trim() : answers;
        if (first.ToUpperInvariant() is "T" or "TRUE") return (new TrueFalse { Text = text, Answer = true }, null);
        if (first.ToUpperInvariant() is "F" or "FALSE") return (new TrueFalse { Text = text, Answer = false }, null);
        var all = GiftAnswer.ReadAll(answers, isHtml);
        if (all.Count == 0) return Fault("answers_malformed", "Answers begin with = or ~.");
        if (all.Any(a => a.IsWrongMarked)) return (Choices(text, all), null);
        if (all.All(a => a.Match is not null)) return Matching(text, all);
        return (new Typed { Text = text, Accepted = [.. all.Where(a => a.Weight is null or >= 100).Select(a => a.Text)] }, null);
    }

    private static Question Choices(string text, List<GiftAnswer> all)
    {
        var right = all.Count(a => a.IsRight);
        // Weights below 100 say that several are wanted; so do several equal signs.
        var isMultiple = right > 1 || all.Any(a => a.IsRight && a.Weight is < 100);
        return isMultiple
            ? new MultipleChoice { Text = text, Choices = [.. all.Select(a => new Choice(a.Text, a.IsRight))] }
            : new SingleChoice { Text = text, Choices = [.. all.Select(a => new Choice(a.Text, a.IsRight))] };
    }

    /// <summary>Things matched to the places 1 … n are things to put in order.</summary>
    private static (Question? Question, Fault? Fault) Matching(string text, List<GiftAnswer> all)
    {
        var places = all.Select(a => int.TryParse(a.Match, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0).ToArray();
        return places.Order().SequenceEqual(Enumerable.Range(1, all.Count))
            ? (new Order { Text = text, Items = [.. all.OrderBy(a => places[all.IndexOf(a)]).Select(a => a.Text)] }, null)
            : Fault("kind_unsupported", "Matching is known only to places 1, 2, 3 …, as an order.");
    }

    /// <summary>"42", "42:0.5", "40..44", or several answers with "=", of which the first with full marks counts.</summary>
    private static (Question? Question, Fault? Fault) Number(string text, string answer)
    {
        var all = answer.StartsWith('=') || answer.StartsWith('~') ? GiftAnswer.ReadAll(answer, isHtml: false) : [];
        var wanted = all.Count > 0 ? all.FirstOrDefault(a => !a.IsWrongMarked && a.Weight is null or >= 100)?.Text ?? "" : GiftText.Read(GiftText.Find(answer, "#") is >= 0 and var feedback ? answer[..feedback] : answer);
        // The colon of a tolerance is written plainly, though a colon elsewhere is escaped.
        if (Range().Match(wanted) is { Success: true } range && Parse(range.Groups[1].Value) is { } low && Parse(range.Groups[2].Value) is { } high && low <= high)
            return (new Numeric { Text = text, Number = (low + high) / 2, Within = (high - low) / 2 }, null);
        var parts = wanted.Split(':');
        if (parts.Length <= 2 && Parse(parts[0]) is { } number && (parts.Length == 1 ? 0 : Parse(parts[1])) is { } within)
            return (new Numeric { Text = text, Number = number, Within = within }, null);
        return Fault("number_missing", "A numerical answer is 42, 42:0.5 or 40..44.");
    }

    private static (string Text, bool IsHtml) WithoutTitle(string item)
    {
        var text = item.Trim();
        if (text.StartsWith("::", StringComparison.Ordinal) && GiftText.Find(text, "::", 2) is >= 0 and var end) text = text[(end + 2)..].TrimStart();
        var format = FormatMark().Match(text);
        return format.Success ? (text[format.Length..].TrimStart(), format.Groups[1].Value.Equals("html", StringComparison.OrdinalIgnoreCase)) : (text, false);
    }

    private static string Shown(string text, bool isHtml) => isHtml ? GiftText.WithoutHtml(GiftText.Read(text)) : GiftText.Read(text);

    private static double? Parse(string text) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static (Question? Question, Fault? Fault) Fault(string code, string message) => (null, new Fault(code, message));

    [GeneratedRegex(@"^\[(html|moodle|plain|markdown)\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FormatMark();

    [GeneratedRegex(@"^(.+?)\.\.(.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
