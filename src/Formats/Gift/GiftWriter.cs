using System.Globalization;
using System.Text;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Formats.Gift;

/// <summary>
/// Writes GIFT that Moodle reads. What it has no place for (seconds, points, typing errors allowed, a unit, polls) is left out; what Moodle
/// skips as a comment ("// [tag:…] [difficulty:…]") comes back into the bank.
/// </summary>
public static class GiftWriter
{
    /// <summary>One item with the blank line behind it.</summary>
    /// <param name="name">What Moodle calls it, such as the question's id.</param>
    public static string Write(BankQuestion bank, string name)
    {
        var gift = new StringBuilder();
        var question = bank.Question;
        if (question is Poll) return $"// {Plain(name)}: a poll has no right answer, which GIFT needs\n\n";
        // Moodle files by the last category named; a blank line ends the naming.
        gift.Append("$CATEGORY: top").Append(Path(question.Category)).Append("\n\n");
        gift.Append("// ").Append(Notes(bank, name)).Append('\n');
        gift.Append("::").Append(GiftText.Write(name)).Append("::[plain]").Append(GiftText.Write(question.Text));
        if (question is not Slide) gift.Append(" {").Append(Answers(question)).Append(Explanation(question)).Append('}');
        return gift.Append("\n\n").ToString();
    }

    private static string Answers(Question question) => question switch
    {
        SingleChoice q => Lines(q.Choices.Select(c => (c.Correct ? "=" : "~") + Weighted(c.Text, c.Correct ? "%100%" : "%0%"))),
        MultipleChoice q => Lines(q.Choices.Select(c => $"~%{Share(q, c)}%{GiftText.Write(c.Text)}")),
        TrueFalse q => q.Answer ? "TRUE" : "FALSE",
        Typed q => Lines(q.Accepted.Select(a => "=" + Weighted(a, "%100%"))),
        Numeric q => $"#{Number(q.Number)}:{Number(q.Within)}",
        Order q => Lines(q.Items.Select((item, i) => $"={GiftText.Write(item)} -> {(i + 1).ToString(CultureInfo.InvariantCulture)}")),
        _ => "",
    };

    /// <summary>A slash within a name is doubled; a space tells it from the one before the name.</summary>
    private static string Path(string category) =>
        category.Length == 0 ? "" : $"/{(category.StartsWith('/') ? " " : "")}{category.Replace("/", "//", StringComparison.Ordinal)}";

    /// <summary>Moodle knows thirds, sevenths and so on by five places. All wrong picks together cost what all right ones earn.</summary>
    private static string Share(MultipleChoice question, Choice choice)
    {
        var alike = question.Choices.Count(c => c.Correct == choice.Correct);
        var share = Math.Round(100.0 / alike, 5);
        return (choice.Correct ? share : -share).ToString("0.#####", CultureInfo.InvariantCulture);
    }

    /// <summary>A text that looks like a weight needs one before it.</summary>
    private static string Weighted(string text, string weight) => (text.StartsWith('%') ? weight : "") + GiftText.Write(text);

    private static string Explanation(Question question) =>
        question.Explanation.Length > 0 ? $"\n\t####{GiftText.Write(question.Explanation)}\n" : question is TrueFalse or Numeric ? "" : "\n";

    private static string Notes(BankQuestion bank, string name)
    {
        IEnumerable<(string Name, string Value)> notes =
        [
            ("id", name), .. bank.Question.Tags.Select(t => ("tag", t)), ("difficulty", bank.Question.Difficulty switch { Difficulty.Easy => "easy", Difficulty.Medium => "medium", Difficulty.Hard => "hard", _ => "" }),
            ("language", bank.Language), ("examType", bank.ExamType), ("subject", bank.Subject), ("source", bank.Source), ("licence", bank.Licence),
        ];
        return string.Join(' ', notes.Where(n => n.Value.Length > 0).Select(n => $"[{n.Name}:{Plain(n.Value)}]"));
    }

    private static string Plain(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private static string Lines(IEnumerable<string> answers) => string.Concat(answers.Select(a => "\n\t" + a));

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
