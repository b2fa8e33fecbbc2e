using System.Collections.Immutable;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Bank;

/// <summary>When play has said enough, and when it says that a question must go.</summary>
/// <param name="LeastAnswers">Below so many answers nothing is flagged.</param>
/// <param name="RetireAfter">From so many answers a question may be retired; 0 retires none.</param>
/// <param name="RetireBelow">The discrimination below which it is.</param>
public sealed record ItemRules(int LeastAnswers = 30, int RetireAfter = 0, double RetireBelow = -0.1);

/// <summary>What a question's author is told of how it is played.</summary>
/// <param name="ShareRight">Right answers by answers; null for what is not scored, or was never answered.</param>
/// <param name="MedianMs">Of the answer times.</param>
/// <param name="Discrimination">Whether better players get it right more often: −1 to 1 (<see cref="Criterion.PointBiserial"/>).</param>
/// <param name="Flags">"distractor_unused", "best_players_miss".</param>
/// <param name="UnusedChoices">Wrong choices that nobody picks, in authored order.</param>
/// <param name="ShouldRetire">What <see cref="ItemRules"/> say.</param>
public sealed record ItemStatistics(
    ItemCounts Counts,
    double? ShareRight,
    int? MedianMs,
    double? Discrimination,
    ImmutableArray<string> Flags,
    ImmutableArray<int> UnusedChoices,
    bool ShouldRetire)
{
    public const string DistractorUnused = "distractor_unused";
    public const string BestPlayersMiss = "best_players_miss";

    public static ItemStatistics Of(Question question, ItemCounts counts, ItemRules rules)
    {
        var enough = counts.Answered >= rules.LeastAnswers;
        var discrimination = counts.Criterion.PointBiserial();
        ImmutableArray<int> unused = enough ? [.. Unused(question, counts.Choices)] : [];
        // A negative correlation: those who do well in the rest of their game are the ones who miss it.
        var isMissed = discrimination < 0 && counts.Criterion.Answers >= rules.LeastAnswers;
        return new ItemStatistics(
            counts,
            question.IsScored && counts.Answered > 0 ? (double)counts.Right / counts.Answered : null,
            AnswerTimes.Median(counts.Times),
            discrimination,
            [.. unused.IsEmpty ? [] : new[] { DistractorUnused }, .. isMissed ? new[] { BestPlayersMiss } : []],
            unused,
            rules.RetireAfter > 0 && counts.Criterion.Answers >= rules.RetireAfter && discrimination < rules.RetireBelow);
    }

    private static IEnumerable<int> Unused(Question question, ImmutableArray<int> picked)
    {
        ImmutableArray<bool> right = question switch
        {
            SingleChoice q => [.. q.Choices.Select(c => c.Correct)],
            MultipleChoice q => [.. q.Choices.Select(c => c.Correct)],
            TrueFalse q => [q.Answer, !q.Answer],
            _ => [],
        };
        return Enumerable.Range(0, Math.Min(right.Length, picked.Length)).Where(i => !right[i] && picked[i] == 0);
    }
}
