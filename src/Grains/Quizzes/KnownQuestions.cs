using System.Runtime.CompilerServices;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Grains.Quizzes;

/// <summary>
/// Stored questions as the rules know them, each read and checked once for as long as its draft is in memory: the pool gives out the same drafts to
/// every duel.
/// </summary>
internal static class KnownQuestions
{
    private static readonly ConditionalWeakTable<QuestionDraft, Question> s_known = [];
    private static readonly ConditionalWeakTable<Question, StrongBox<Guid>> s_editions = [];

    /// <exception cref="InvalidDataException">It was stored and is not sound after all.</exception>
    public static Question Of(QuestionDraft draft) => s_known.GetValue(draft, Read);

    /// <summary><see cref="Edition.Of"/> of one that came from here: it is hashed once.</summary>
    public static Guid EditionOf(Question question) => s_editions.GetValue(question, q => new StrongBox<Guid>(Edition.Of(q))).Value;

    private static Question Read(QuestionDraft draft) => QuestionMapping.Read(draft) switch
    {
        ({ } question, _) => question,
        (_, var faults) => throw new InvalidDataException($"The stored question '{draft.Text}' has a fault: {faults[0].Message}"),
    };
}
