using System.Runtime.CompilerServices;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Grains.Quizzes;

/// <summary>
/// Stored questions as the rules know them, each read and checked once for as long as its draft is in memory: the pool gives out the same drafts to
/// every duel.
/// </summary>
internal static class KnownQuestions
{
    private static readonly ConditionalWeakTable<QuestionDraft, Question> s_known = [];

    /// <exception cref="InvalidDataException">It was stored and is not sound after all.</exception>
    public static Question Of(QuestionDraft draft) => s_known.GetValue(draft, Read);

    private static Question Read(QuestionDraft draft) => QuestionMapping.Read(draft) switch
    {
        ({ } question, _) => question,
        (_, var faults) => throw new InvalidDataException($"The stored question '{draft.Text}' has a fault: {faults[0].Message}"),
    };
}
