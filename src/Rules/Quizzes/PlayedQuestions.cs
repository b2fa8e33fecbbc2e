using System.Collections.Immutable;
namespace QuizOrleans.Rules.Quizzes;
/// <summary>Stand-in until the quizzes branch lands.</summary>
public static class PlayedQuestions
{
    public static ImmutableArray<PlayedQuestion> Deal(Quiz quiz, bool shuffleQuestions, bool shuffleChoices, ulong seed) => throw new NotImplementedException();
}
