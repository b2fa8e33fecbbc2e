using System.Collections.Immutable;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Rules.Matchmaking;

/// <summary>
/// Plans what a bot answers: right as often as a player of its rating would be on a question of that difficulty, by Elo's curve, after a time as
/// people take. Planned whole when the duel opens, so that it neither learns from nor waits for its opponent.
/// </summary>
public static class Bot
{
    /// <summary>Shown beside the label that says what it is.</summary>
    public const string Nickname = "Quizbot";

    /// <summary>The rating that answers a question of this difficulty right every other time, guessing left out.</summary>
    public static double RatingOf(Question question) => question.Difficulty switch
    {
        Difficulty.Easy => 1250,
        Difficulty.Hard => 1750,
        _ => 1500,
    };

    /// <param name="time">To answer, for questions that do not set their own.</param>
    /// <param name="chance">0 to 1, a new one at each call.</param>
    public static ImmutableArray<PlannedAnswer> Plan(IEnumerable<PlayedQuestion> questions, double rating, TimeSpan time, Func<double> chance) =>
        [.. questions.Select(q => new PlannedAnswer(Answer(q, rating, chance), Delay(q.Question.Seconds is { } own ? TimeSpan.FromSeconds(own) : time, chance)))];

    private static Answer? Answer(PlayedQuestion played, double rating, Func<double> chance)
    {
        var knows = 1 / (1 + Math.Pow(10, (RatingOf(played.Question) - rating) / 400));
        if (chance() < knows && Judge.Correct(played) is { } right) return right;
        // Whoever does not know guesses, where there is something to guess from.
        var choices = played.ChoiceTexts.Length;
        return played.Question switch
        {
            Order => new OrderAnswer(AnyOrder(choices, chance)),
            _ when choices > 0 => new ChoiceAnswer([OneOf(choices, chance)]),
            _ => null,
        };
    }

    private static ImmutableArray<int> AnyOrder(int count, Func<double> chance)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (var i = count - 1; i > 0; i--)
        {
            var other = OneOf(i + 1, chance);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return [.. order];
    }

    private static int OneOf(int count, Func<double> chance) => Math.Min(count - 1, (int)(chance() * count));

    /// <summary>Mostly three to nine seconds; the sum of three dice is rarely quick and rarely slow.</summary>
    private static TimeSpan Delay(TimeSpan time, Func<double> chance)
    {
        var seconds = 2 + (3 * (chance() + chance() + chance()));
        return TimeSpan.FromMilliseconds(Math.Round(Math.Min(seconds, time.TotalSeconds * 0.9) * 1000));
    }
}
