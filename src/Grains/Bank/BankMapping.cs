using System.Collections.Immutable;
using System.Text.Json;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Grains.Bank;

/// <summary>Between a question of the bank as written (<see cref="BankDraft"/>) and as the rules know it (<see cref="BankQuestion"/>).</summary>
public static class BankMapping
{
    /// <summary>The question when it is fit to be stored; else every reason why not. A draft from JSON may hold null where C# says it cannot.</summary>
    public static (BankQuestion? Question, ImmutableArray<Fault> Faults) Read(BankDraft? draft)
    {
        if (draft is null) return (null, [new Fault("question_missing", "There is no question here.")]);
        var (question, faults) = QuestionMapping.Read(ToQuestionDraft(draft));
        if (StatusOf(draft.Status) is not { } status) return (null, [.. faults, new Fault("status_unknown", "The status is draft, ready or retired.")]);
        // With a stand-in for a question that has faults, so that the others are told too.
        var bank = new BankQuestion
        {
            Question = question ?? new Slide { Text = "-" },
            Language = draft.Language ?? "",
            ExamType = (draft.ExamType ?? "").Trim(),
            Subject = (draft.Subject ?? "").Trim(),
            Source = (draft.Source ?? "").Trim(),
            Licence = (draft.Licence ?? "").Trim(),
            Status = status,
        };
        faults = [.. faults, .. BankFaults.Of(bank)];
        return (faults.IsEmpty ? bank : null, faults);
    }

    public static BankDraft ToDraft(BankQuestion bank)
    {
        var q = QuestionMapping.ToDraft(bank.Question);
        return new BankDraft
        {
            Kind = q.Kind,
            Text = q.Text,
            Choices = q.Choices,
            Answer = q.Answer,
            Accepted = q.Accepted,
            AllowTypos = q.AllowTypos,
            Number = q.Number,
            Within = q.Within,
            Rule = q.Rule,
            Unit = q.Unit,
            Items = q.Items,
            Explanation = q.Explanation,
            Category = q.Category,
            Tags = q.Tags,
            Difficulty = q.Difficulty,
            Seconds = q.Seconds,
            Points = q.Points,
            Language = bank.Language,
            ExamType = bank.ExamType,
            Subject = bank.Subject,
            Source = bank.Source,
            Licence = bank.Licence,
            Status = NameOf(bank.Status),
        };
    }

    /// <summary>What a quiz or a room takes of it.</summary>
    public static QuestionDraft ToQuestionDraft(BankDraft draft) => new()
    {
        Kind = draft.Kind,
        Text = draft.Text,
        Choices = draft.Choices,
        Answer = draft.Answer,
        Accepted = draft.Accepted,
        AllowTypos = draft.AllowTypos,
        Number = draft.Number,
        Within = draft.Within,
        Rule = draft.Rule,
        Unit = draft.Unit,
        Items = draft.Items,
        Explanation = draft.Explanation,
        Category = draft.Category,
        Tags = draft.Tags,
        Difficulty = draft.Difficulty,
        Seconds = draft.Seconds,
        Points = draft.Points,
    };

    /// <summary>A stored question, which was checked when it was stored.</summary>
    /// <exception cref="InvalidDataException">It is not sound after all.</exception>
    public static BankQuestion ToQuestion(BankEntry entry) => Read(entry.Question) switch
    {
        ({ } question, _) => question,
        (_, var faults) => throw new InvalidDataException($"The stored question '{entry.QuestionId}' has a fault: {faults[0].Message}"),
    };

    /// <summary>With what stores index it by.</summary>
    public static IndexedQuestion Index(BankEntry entry, BankQuestion question) =>
        new(entry with { Question = ToDraft(question) }, Edition.Of(question.Question), Likeness.Of(question.Question), Words(question.Question));

    /// <summary>By what is written of them: records compare immutable arrays by reference.</summary>
    public static bool Same(BankQuestion a, BankQuestion b) => JsonSerializer.Serialize(ToDraft(a)) == JsonSerializer.Serialize(ToDraft(b));

    public static ImmutableArray<BankFault> Faults(IEnumerable<Fault> faults) => [.. faults.Select(f => new BankFault(f.Code, f.Message))];

    public static QuestionStatus? StatusOf(string? text) => text switch
    {
        null or "" or "draft" => QuestionStatus.Draft,
        "ready" => QuestionStatus.Ready,
        "retired" => QuestionStatus.Retired,
        _ => null,
    };

    public static string NameOf(QuestionStatus status) => status switch { QuestionStatus.Ready => "ready", QuestionStatus.Retired => "retired", _ => "draft" };

    private static string Words(Question question) => string.Join(' ', [question.Text, question.Explanation, question.Category, .. question.Tags, .. Answers(question)]);

    private static IEnumerable<string> Answers(Question question) => question switch
    {
        SingleChoice q => q.Choices.Select(c => c.Text),
        MultipleChoice q => q.Choices.Select(c => c.Text),
        Typed q => q.Accepted,
        Order q => q.Items,
        Poll q => q.Choices,
        _ => [],
    };
}
