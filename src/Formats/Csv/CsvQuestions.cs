using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Formats.Csv;

/// <summary>Reads a table of questions: the first record names the columns (<see cref="CsvColumns"/>), in any order.</summary>
internal static class CsvQuestions
{
    public static RawFile Read(string text)
    {
        try
        {
            var records = CsvTable.Read(text);
            if (records.Count == 0) return RawFile.Malformed("The table is empty.");
            var columns = CsvColumns.Read(records[0].Cells);
            return columns.Has("text")
                ? new RawFile(records.Skip(1).Select(r => Row(r.Line, new CsvRow(columns, r.Cells))))
                : RawFile.Malformed("The first line must name the columns, and one of them must be text (or question).");
        }
        catch (CsvFormatException e)
        {
            return RawFile.Malformed($"This is not a table in CSV: {e.Message}");
        }
    }

    private static RawRow Row(int line, CsvRow row)
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        var question = Question(row, faults) is { } kind
            ? kind with
            {
                Text = row["text"],
                Explanation = row["explanation"],
                Category = row["category"],
                Tags = [.. CsvCells.Split(row["tags"], CsvColumns.TagDividers)],
                Difficulty = DifficultyOf(row["difficulty"], faults),
                Seconds = Whole(row["seconds"], "seconds", faults),
                Points = Whole(row["points"], "points", faults) ?? 1000,
            }
            : null;
        if (question is null || faults.Count > 0) return new RawRow(line, null, faults.ToImmutable());
        var status = StatusOf(row["status"], faults);
        return new RawRow(line, faults.Count > 0 ? null : new BankQuestion
        {
            Question = question,
            Language = row["language"],
            ExamType = row["examType"],
            Subject = row["subject"],
            Source = row["source"],
            Licence = row["licence"],
            Status = status,
        }, faults.ToImmutable());
    }

    private static Question? Question(CsvRow row, ImmutableArray<Fault>.Builder faults)
    {
        var kind = row["kind"].Length > 0 ? row["kind"] : Guess(row);
        return kind.ToUpperInvariant() switch
        {
            "SINGLE" => new SingleChoice { Text = "", Choices = Choices(row, faults) },
            "MULTIPLE" => new MultipleChoice { Text = "", Choices = Choices(row, faults) },
            "TRUEFALSE" => Truth(row["answer"]) is { } answer ? new TrueFalse { Text = "", Answer = answer } : Wrong("answer_missing", "A true/false question needs an answer: true or false."),
            "TYPED" => new Typed { Text = "", Accepted = [.. CsvCells.Split(row["answer"])], AllowTypos = Truth(row["typos"]) ?? true },
            "NUMBER" => Number(row["answer"]) is { } number
                ? new Numeric { Text = "", Number = number, Within = Number(row["within"]) ?? 0, Rule = row["rule"] == "nearest" ? NumberRule.Nearest : NumberRule.Within, Unit = row["unit"] }
                : Wrong("number_missing", "A number question needs a number as its answer."),
            "ORDER" => new Order { Text = "", Items = row.Choices },
            "POLL" => new Poll { Text = "", Choices = row.Choices },
            "SLIDE" => new Slide { Text = "" },
            _ => Wrong("kind_unknown", "The kind is single, multiple, trueFalse, typed, number, order, poll or slide."),
        };

        Question? Wrong(string code, string message)
        {
            faults.Add(new Fault(code, message));
            return null;
        }
    }

    /// <summary>Tables made by hand often have no kind: choices with what is right, true or false, or something to type.</summary>
    private static string Guess(CsvRow row) =>
        row.Choices.IsEmpty ? Truth(row["answer"]) is not null ? "trueFalse" : "typed"
        : CsvCells.Split(row["correct"], CsvColumns.CorrectDividers).Count() > 1 ? "multiple" : "single";

    /// <summary>
    /// Right are those whose place (#1, 1, A) or whole text is named. Where the choices are numbers or letters themselves a bare one may mean
    /// either: then it must be #1 or a text that is no place.
    /// </summary>
    private static ImmutableArray<Choice> Choices(CsvRow row, ImmutableArray<Fault>.Builder faults)
    {
        var texts = row.Choices;
        var correct = row["correct"];
        var right = texts.Contains(correct) ? Places(correct, texts) : [.. CsvCells.Split(correct, CsvColumns.CorrectDividers).SelectMany(c => Places(c, texts).DefaultIfEmpty(-1))];
        if (right.Contains(-1)) faults.Add(new Fault("correct_unknown", "Correct names the right choices by place (#1 or A) or text."));
        if (right.Contains(-2)) faults.Add(new Fault("correct_ambiguous", "Correct may mean a choice's place or its text: write the place as #1."));
        return [.. texts.Select((text, i) => new Choice(text, right.Contains(i)))];
    }

    /// <summary>None when it names nothing, −2 when it names two.</summary>
    private static int[] Places(string name, ImmutableArray<string> texts)
    {
        var place = name.StartsWith('#') ? Place(name[1..], texts.Length) : -1;
        if (place >= 0) return [place];
        place = name.Length == 1 && char.IsAsciiLetter(name[0]) ? char.ToUpperInvariant(name[0]) - 'A' : Place(name, texts.Length);
        var text = texts.IndexOf(name);
        if (place >= texts.Length) place = -1;
        return place >= 0 && text >= 0 && place != text ? [-2] : place >= 0 ? [place] : text >= 0 ? [text] : [];
    }

    private static int Place(string number, int count) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place >= 1 && place <= count ? place - 1 : -1;

    private static Difficulty DifficultyOf(string text, ImmutableArray<Fault>.Builder faults)
    {
        if (text.Length == 0) return Difficulty.Unset;
        if (Enum.TryParse<Difficulty>(text, ignoreCase: true, out var difficulty) && Enum.IsDefined(difficulty) && !char.IsAsciiDigit(text[0])) return difficulty;
        faults.Add(new Fault("difficulty_unknown", "The difficulty is easy, medium, hard or empty."));
        return Difficulty.Unset;
    }

    private static QuestionStatus StatusOf(string text, ImmutableArray<Fault>.Builder faults)
    {
        if (text.Length == 0) return QuestionStatus.Draft;
        if (Enum.TryParse<QuestionStatus>(text, ignoreCase: true, out var status) && Enum.IsDefined(status) && !char.IsAsciiDigit(text[0])) return status;
        faults.Add(new Fault("status_unknown", "The status is draft, ready or retired."));
        return QuestionStatus.Draft;
    }

    private static int? Whole(string text, string name, ImmutableArray<Fault>.Builder faults)
    {
        if (text.Length == 0) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        faults.Add(new Fault($"{name}_invalid", $"'{name}' is a whole number or empty."));
        return null;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static bool? Truth(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "T" or "YES" or "WAHR" or "VRAI" => true,
        "FALSE" or "F" or "NO" or "FALSCH" or "FAUX" => false,
        _ => null,
    };
}
