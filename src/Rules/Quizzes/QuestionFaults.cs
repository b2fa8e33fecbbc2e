using System.Collections.Immutable;

namespace QuizOrleans.Rules.Quizzes;

/// <summary>Why a question is not fit to be played.</summary>
/// <param name="Code">Stable snake_case code, such as "choices_no_correct".</param>
/// <param name="Message">One sentence for its author.</param>
public sealed record Fault(string Code, string Message);

/// <summary>Checks an authored quiz against <see cref="QuizLimits"/>, a reason per fault.</summary>
public static class QuestionFaults
{
    /// <summary>All faults of one question; empty when it is fit to be played.</summary>
    public static ImmutableArray<Fault> Of(Question question)
    {
        var faults = new FaultList();
        faults.Text("text", "The question's text", question.Text, QuizLimits.MaxQuestionText, lines: true);
        KindFaults(faults, question);
        faults.OptionalText("explanation", "The explanation", question.Explanation, QuizLimits.MaxExplanation, lines: true);
        faults.OptionalText("category", "The category", question.Category, QuizLimits.MaxCategory);
        Tags(faults, question.Tags);
        faults.If(
            question.Seconds is < QuizLimits.MinSeconds or > QuizLimits.MaxSeconds,
            "seconds_out_of_range",
            $"The time to answer is {QuizLimits.MinSeconds} to {QuizLimits.MaxSeconds} seconds.");
        faults.If(!QuizLimits.IsPoints(question.Points), "points_invalid", "A question is worth 0, 1000 or 2000 points.");
        faults.If(!Enum.IsDefined(question.Difficulty), "difficulty_unknown", "The difficulty is easy, medium, hard or unset.");
        return faults.ToImmutable();
    }

    /// <summary>All faults of the quiz itself (title, number of questions), not of its questions.</summary>
    public static ImmutableArray<Fault> Of(Quiz quiz)
    {
        var faults = new FaultList();
        faults.Text("title", "The title", quiz.Title, QuizLimits.MaxTitle);
        faults.OptionalText("description", "The description", quiz.Description, QuizLimits.MaxDescription, lines: true);
        faults.OptionalText("language", "The language tag", quiz.Language, QuizLimits.MaxLanguage);
        faults.OptionalText("category", "The category", quiz.Category, QuizLimits.MaxCategory);
        faults.Count("questions", "questions in a quiz", quiz.Questions, QuizLimits.MinQuestions, QuizLimits.MaxQuestions);
        return faults.ToImmutable();
    }

    private static void KindFaults(FaultList faults, Question question)
    {
        switch (question)
        {
            case SingleChoice q:
                Choices(faults, q.Choices);
                faults.If(Correct(q.Choices) == 0, "choices_no_correct", "One choice must be correct.");
                faults.If(Correct(q.Choices) > 1, "choices_many_correct", "Only one choice may be correct; use the kind multiple for more.");
                break;
            case MultipleChoice q:
                Choices(faults, q.Choices);
                faults.If(Correct(q.Choices) == 0, "choices_no_correct", "At least one choice must be correct.");
                faults.If(!q.Choices.IsDefaultOrEmpty && Correct(q.Choices) == q.Choices.Length, "choices_no_wrong", "At least one choice must be wrong.");
                break;
            case Poll q:
                ChoiceTexts(faults, q.Choices);
                break;
            case Typed q:
                faults.Count("accepted", "accepted answers", q.Accepted, QuizLimits.MinAccepted, QuizLimits.MaxAccepted);
                faults.Texts("accepted", "An accepted answer", q.Accepted, QuizLimits.MaxAcceptedText);
                break;
            case Numeric q:
                faults.If(!double.IsFinite(q.Number), "number_not_finite", "The answer must be a finite number.");
                faults.If(!double.IsFinite(q.Within) || q.Within < 0, "within_invalid", "The tolerance must be a finite number of 0 or more.");
                faults.If(!Enum.IsDefined(q.Rule), "rule_unknown", "The rule is within or nearest.");
                faults.OptionalText("unit", "The unit", q.Unit, QuizLimits.MaxUnit);
                break;
            case Order q:
                faults.Count("items", "items", q.Items, QuizLimits.MinItems, QuizLimits.MaxItems);
                faults.Texts("item", "An item", q.Items, QuizLimits.MaxChoice);
                faults.Distinct("items", "Two items", q.Items);
                break;
        }
    }

    private static void Choices(FaultList faults, ImmutableArray<Choice> choices) =>
        ChoiceTexts(faults, choices.IsDefault ? [] : [.. choices.Select(c => c?.Text ?? "")]);

    private static void ChoiceTexts(FaultList faults, ImmutableArray<string> texts)
    {
        faults.Count("choices", "choices", texts, QuizLimits.MinChoices, QuizLimits.MaxChoices);
        faults.Texts("choice", "A choice", texts, QuizLimits.MaxChoice);
        faults.Distinct("choices", "Two choices", texts);
    }

    private static int Correct(ImmutableArray<Choice> choices) => choices.IsDefault ? 0 : choices.Count(c => c is { Correct: true });

    private static void Tags(FaultList faults, ImmutableArray<string> tags)
    {
        faults.Count("tags", "tags", tags, 0, QuizLimits.MaxTags);
        faults.Texts("tag", "A tag", tags, QuizLimits.MaxTag);
    }
}
