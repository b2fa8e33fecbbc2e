using System.Collections.Immutable;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Grains.Quizzes;

/// <summary>
/// Between one question as written and as the rules know it. What only a draft can get wrong (an unknown kind, difficulty or rule; a
/// member its kind needs) is found here, all else by <see cref="QuestionFaults"/>.
/// </summary>
public static class QuestionMapping
{
    /// <summary>The question when it is fit to be played; else every reason why not. A draft from JSON may hold null where C# says it cannot.</summary>
    public static (Question? Question, ImmutableArray<Fault> Faults) Read(QuestionDraft? draft)
    {
        if (draft is null) return (null, [new Fault("question_missing", "There is no question here.")]);
        if (OfKind(draft) is not { } kind)
            return (null, [new Fault("kind_unknown", "The kind is single, multiple, trueFalse, typed, number, order, poll or slide.")]);
        var question = kind with
        {
            Text = draft.Text ?? "",
            Explanation = draft.Explanation ?? "",
            Category = draft.Category ?? "",
            Difficulty = DifficultyOf(draft.Difficulty) ?? Difficulty.Unset,
            Tags = draft.Tags.IsDefault ? [] : draft.Tags,
            Seconds = draft.Seconds,
            Points = draft.Points,
        };
        ImmutableArray<Fault> faults = [.. DraftFaults(draft), .. QuestionFaults.Of(question)];
        return (faults.IsEmpty ? question : null, faults);
    }

    public static QuestionDraft ToDraft(Question question)
    {
        var common = new QuestionDraft
        {
            Text = question.Text,
            Explanation = question.Explanation,
            Category = question.Category,
            Difficulty = question.Difficulty switch { Difficulty.Easy => "easy", Difficulty.Medium => "medium", Difficulty.Hard => "hard", _ => "" },
            Tags = question.Tags,
            Seconds = question.Seconds,
            Points = question.Points,
        };
        return question switch
        {
            SingleChoice q => common with { Kind = "single", Choices = Written(q.Choices) },
            MultipleChoice q => common with { Kind = "multiple", Choices = Written(q.Choices) },
            TrueFalse q => common with { Kind = "trueFalse", Answer = q.Answer },
            Typed q => common with { Kind = "typed", Accepted = q.Accepted, AllowTypos = q.AllowTypos },
            Numeric q => common with
            {
                Kind = "number",
                Number = q.Number,
                Within = q.Within,
                Rule = q.Rule == NumberRule.Nearest ? "nearest" : "within",
                Unit = q.Unit,
            },
            Order q => common with { Kind = "order", Items = q.Items },
            Poll q => common with { Kind = "poll", Choices = [.. q.Choices.Select(text => new ChoiceDraft { Text = text })] },
            Slide => common with { Kind = "slide" },
            _ => throw new ArgumentOutOfRangeException(nameof(question), question.GetType().Name, "This kind of question has no written form."),
        };
    }

    private static Question? OfKind(QuestionDraft d) => d.Kind switch
    {
        "single" => new SingleChoice { Text = "", Choices = Choices(d) },
        "multiple" => new MultipleChoice { Text = "", Choices = Choices(d) },
        "trueFalse" => new TrueFalse { Text = "", Answer = d.Answer ?? false },
        "typed" => new Typed { Text = "", Accepted = Present(d.Accepted), AllowTypos = d.AllowTypos },
        "number" => new Numeric { Text = "", Number = d.Number ?? 0, Within = d.Within, Rule = RuleOf(d.Rule) ?? NumberRule.Within, Unit = d.Unit ?? "" },
        "order" => new Order { Text = "", Items = Present(d.Items) },
        "poll" => new Poll { Text = "", Choices = [.. Choices(d).Select(c => c.Text)] },
        "slide" => new Slide { Text = "" },
        _ => null,
    };

    private static IEnumerable<Fault> DraftFaults(QuestionDraft draft)
    {
        if (DifficultyOf(draft.Difficulty) is null) yield return new Fault("difficulty_unknown", "The difficulty is easy, medium, hard or empty.");
        if (draft is { Kind: "trueFalse", Answer: null }) yield return new Fault("answer_missing", "A true/false question needs answer: true or false.");
        if (draft is { Kind: "number", Number: null }) yield return new Fault("number_missing", "A number question needs its number.");
        if (draft.Kind == "number" && RuleOf(draft.Rule) is null) yield return new Fault("rule_unknown", "The rule is within or nearest.");
    }

    private static Difficulty? DifficultyOf(string? text) => text switch
    {
        null or "" => Difficulty.Unset,
        "easy" => Difficulty.Easy,
        "medium" => Difficulty.Medium,
        "hard" => Difficulty.Hard,
        _ => null,
    };

    private static NumberRule? RuleOf(string? text) => text switch
    {
        null or "" or "within" => NumberRule.Within,
        "nearest" => NumberRule.Nearest,
        _ => null,
    };

    private static ImmutableArray<Choice> Choices(QuestionDraft draft) =>
        draft.Choices.IsDefault ? [] : [.. draft.Choices.Select(c => new Choice(c?.Text ?? "", c?.Correct ?? false))];

    private static ImmutableArray<ChoiceDraft> Written(ImmutableArray<Choice> choices) =>
        [.. choices.Select(c => new ChoiceDraft { Text = c.Text, Correct = c.Correct })];

    private static ImmutableArray<string> Present(ImmutableArray<string> texts) => texts.IsDefault ? [] : texts;
}
