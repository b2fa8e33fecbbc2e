using System.Collections.Immutable;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Generation;

namespace QuizOrleans.Grains.Generation;

/// <summary>Questions that stand in, as they are gathered: none twice, the kind and difficulty that were asked for first.</summary>
internal sealed class StandIns(Topic topic, int count, ulong seed, IEnumerable<Guid> besides)
{
    private readonly HashSet<Guid> _seen = [.. besides];
    private readonly ImmutableArray<GeneratedQuestion>.Builder _taken = ImmutableArray.CreateBuilder<GeneratedQuestion>();

    public bool IsFull => _taken.Count >= count;

    public ImmutableArray<GeneratedQuestion> Taken => _taken.ToImmutable();

    /// <summary>Takes what it needs of these, which are all as much to the point.</summary>
    public void Take(string source, ImmutableArray<StandIn> candidates)
    {
        var best = Drawing.Pick(candidates, candidates.Length, seed)
            .Where(c => c.Question.Status == "ready" && Topic.Kinds.Contains(c.Question.Kind))
            .OrderBy(c => c.Question.Kind != topic.Kind).ThenBy(c => topic.Difficulty != 0 && c.Question.Difficulty != Topics.View(topic).Difficulty);
        foreach (var candidate in best)
        {
            if (IsFull) return;
            if (FallbackQuestions.FingerprintOf(candidate.Question) is { } fingerprint && _seen.Add(fingerprint))
                _taken.Add(new GeneratedQuestion(candidate.QuestionId, source, candidate.Question));
        }
    }
}

/// <param name="QuestionId">Its id in the bank.</param>
internal sealed record StandIn(string QuestionId, BankDraft Question);
