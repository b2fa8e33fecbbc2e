using System.Collections.Immutable;
using QuizOrleans.Formats.Csv;
using QuizOrleans.Formats.Gift;
using QuizOrleans.Formats.Kahoot;
using QuizOrleans.Formats.Qti;
using QuizOrleans.Rules;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Quizzes.Import;

namespace QuizOrleans.Formats;

/// <summary>Reads and writes files of questions (docs/formats.md). Whatever the bytes, nothing is thrown.</summary>
public static class QuestionFiles
{
    /// <summary>The names of all that can be read.</summary>
    public static ImmutableArray<string> Readable { get; } = ["opentdb", "gift", "aiken", "csv", "kahoot", "qti"];

    /// <summary>The names of all that can be written.</summary>
    public static ImmutableArray<string> Writable { get; } = ["gift", "csv"];

    /// <summary>Reads a file of a named format. At most <see cref="BankLimits.MaxImportRows"/> items are read; one row says so when there are more.</summary>
    public static QuestionFile Read(string? format, ReadOnlyMemory<byte> content, FileDefaults defaults)
    {
        var raw = format switch
        {
            "opentdb" => OpenTdbRows(TextFile.Decode(content.Span)),
            "gift" => GiftReader.Read(TextFile.Decode(content.Span)),
            "aiken" => AikenReader.Read(TextFile.Decode(content.Span)),
            "csv" => CsvQuestions.Read(TextFile.Decode(content.Span)),
            "kahoot" => KahootReader.Read(content),
            "qti" => QtiReader.Read(content),
            _ => new RawFile([], new Rejection("unknown_format", $"The formats are: {string.Join(", ", Readable)}.")),
        };
        if (raw.Rejection is not null) return new QuestionFile([], raw.Rejection);
        var rows = ImmutableArray.CreateBuilder<FileRow>();
        foreach (var row in raw.Rows)
        {
            if (rows.Count == BankLimits.MaxImportRows)
            {
                rows.Add(new FileRow(rows.Count + 1, row.Line, null, [new Fault("rows_too_many", $"A file may have at most {BankLimits.MaxImportRows} questions; the rest was not read.")]));
                break;
            }

            rows.Add(Checked(rows.Count + 1, row, defaults));
        }

        return rows.Count > 0 ? new QuestionFile(rows.DrainToImmutable()) : new QuestionFile([], new Rejection("malformed", "There is no question in this file."));
    }

    private static FileRow Checked(int number, RawRow raw, FileDefaults defaults)
    {
        if (raw.Question is not { } found) return new FileRow(number, raw.Line, null, raw.Faults);
        var question = Filled(found, defaults);
        ImmutableArray<Fault> faults = [.. raw.Faults, .. BankFaults.Of(question)];
        return new FileRow(number, raw.Line, faults.IsEmpty ? question : null, faults);
    }

    private static BankQuestion Filled(BankQuestion bank, FileDefaults defaults) => bank with
    {
        Question = bank.Question with
        {
            Category = Or(bank.Question.Category, defaults.Category),
            Difficulty = bank.Question.Difficulty == Difficulty.Unset ? defaults.Difficulty : bank.Question.Difficulty,
            Tags = defaults.Tags.IsDefaultOrEmpty ? bank.Question.Tags : [.. bank.Question.Tags.Union(defaults.Tags)],
        },
        Language = Or(bank.Language, defaults.Language),
        ExamType = Or(bank.ExamType, defaults.ExamType),
        Subject = Or(bank.Subject, defaults.Subject),
        Source = Or(bank.Source, defaults.Source),
        Licence = Or(bank.Licence, defaults.Licence),
        Status = bank.Status == QuestionStatus.Draft ? defaults.Status : bank.Status,
    };

    private static RawFile OpenTdbRows(string content)
    {
        var result = OpenTdb.Read(content);
        return new RawFile(result.Rows.Select(r => r.Question is { } question ? RawRow.Good(0, question) : new RawRow(0, null, r.Faults)), result.Rejection);
    }

    private static string Or(string text, string fallback) => text.Length > 0 ? text : fallback;
}
