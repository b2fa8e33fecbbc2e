using System.Collections.Immutable;

namespace QuizOrleans.Rules.Quizzes;

/// <summary>Why a question is not fit to be played.</summary>
/// <param name="Code">Stable snake_case code, such as "choices_no_correct".</param>
/// <param name="Message">One sentence for its author.</param>
public sealed record Fault(string Code, string Message);

/// <summary>Limits of an authored quiz and the check against them, a reason per fault.</summary>
public static class QuestionFaults
{
    /// <summary>All faults of one question; empty when it is fit to be played.</summary>
    public static ImmutableArray<Fault> Of(Question question) => throw new NotImplementedException();

    /// <summary>All faults of the quiz itself (title, number of questions), not of its questions.</summary>
    public static ImmutableArray<Fault> Of(Quiz quiz) => throw new NotImplementedException();
}
