using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Formats.Csv;

/// <summary>Writes the table that <see cref="CsvQuestions"/> reads, nothing lost; no cell can be a formula (<see cref="CsvCells"/>).</summary>
public static class CsvExport
{
    /// <param name="isFirst">With the mark that lets spreadsheets see UTF-8, and the names of the columns.</param>
    public static byte[] Write(IEnumerable<BankQuestion> questions, bool isFirst)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, new CsvWriterOptions { WriteByteOrderMark = isFirst }, leaveOpen: true))
        {
            if (isFirst) csv.WriteRecord([.. CsvColumns.All]);
            foreach (var question in questions) csv.WriteRecord(Record(question));
        }

        return bytes.ToArray();
    }

    private static string[] Record(BankQuestion bank)
    {
        var q = bank.Question;
        var cells = new Dictionary<string, string>
        {
            ["kind"] = KindOf(q),
            ["text"] = q.Text,
            ["explanation"] = q.Explanation,
            ["category"] = q.Category,
            ["tags"] = CsvCells.Join(q.Tags, CsvColumns.TagDividers),
            ["difficulty"] = q.Difficulty == Difficulty.Unset ? "" : q.Difficulty.ToString().ToLowerInvariant(),
            ["language"] = bank.Language,
            ["seconds"] = q.Seconds is { } seconds ? Text(seconds) : "",
            ["points"] = Text(q.Points),
            ["examType"] = bank.ExamType,
            ["subject"] = bank.Subject,
            ["source"] = bank.Source,
            ["licence"] = bank.Licence,
            ["status"] = bank.Status.ToString().ToLowerInvariant(),
        };
        Answers(q, cells);
        return [.. CsvColumns.All.Select(c => CsvCells.Guarded(cells.GetValueOrDefault(c, "")))];
    }

    private static void Answers(Question question, Dictionary<string, string> cells)
    {
        switch (question)
        {
            case SingleChoice q:
                Choices(q.Choices, cells);
                break;
            case MultipleChoice q:
                Choices(q.Choices, cells);
                break;
            case Poll q:
                Texts(q.Choices, cells);
                break;
            case Order q:
                Texts(q.Items, cells);
                break;
            case TrueFalse q:
                cells["answer"] = q.Answer ? "true" : "false";
                break;
            case Typed q:
                (cells["answer"], cells["typos"]) = (CsvCells.Join(q.Accepted), q.AllowTypos ? "yes" : "no");
                break;
            case Numeric q:
                (cells["answer"], cells["within"]) = (Text(q.Number), Text(q.Within));
                (cells["rule"], cells["unit"]) = (q.Rule == NumberRule.Nearest ? "nearest" : "within", q.Unit);
                break;
        }
    }

    private static void Choices(ImmutableArray<Choice> choices, Dictionary<string, string> cells)
    {
        Texts([.. choices.Select(c => c.Text)], cells);
        cells["correct"] = string.Join(';', choices.Select((c, i) => c.Correct ? $"#{Text(i + 1)}" : "").Where(c => c.Length > 0));
    }

    private static void Texts(ImmutableArray<string> texts, Dictionary<string, string> cells)
    {
        for (var i = 0; i < texts.Length; i++) cells[$"choice{Text(i + 1)}"] = texts[i];
    }

    private static string KindOf(Question question) => question switch
    {
        SingleChoice => "single",
        MultipleChoice => "multiple",
        TrueFalse => "trueFalse",
        Typed => "typed",
        Numeric => "number",
        Order => "order",
        Poll => "poll",
        _ => "slide",
    };

    private static string Text<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
