using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Rooms;

/// <summary>Points.</summary>
public static class Scoring
{
    /// <summary>An answer this quick earns the full points.</summary>
    public static readonly TimeSpan FullPointsBefore = TimeSpan.FromMilliseconds(500);

    public const int StreakStep = 100;

    public const int StreakMax = 500;

    /// <summary>
    /// Points of an answer without streak bonus. Timed: round(P · (1 − (t/T)/2)), Kahoot's published formula, full under 0.5 s, times the
    /// credit. A player's extra time is already in <paramref name="time"/>, so it scales the score's clock too.
    /// </summary>
    /// <param name="credit">Share of the question that is right, 0–1.</param>
    /// <param name="elapsed">t; beyond T (within the grace) it counts as T.</param>
    /// <param name="time">T, the player's whole time to answer.</param>
    public static int Points(RoomSettings settings, Question question, double credit, TimeSpan elapsed, TimeSpan time)
    {
        if (!question.IsScored || credit <= 0) return 0;
        var worth = settings.Scoring switch
        {
            ScoringRule.Timed when elapsed >= FullPointsBefore => Timed(question.Points, Math.Min(elapsed.Ticks, time.Ticks), time.Ticks),
            ScoringRule.Flat => settings.FlatPoints * (question.Points / 1000.0),
            _ => question.Points,
        };
        return (int)Math.Round(worth * credit, MidpointRounding.AwayFromZero);
    }

    /// <summary>What a wholly right answer earns on top: nothing for the first in a row, then 100 more for each, 500 at most. Not under flat scoring.</summary>
    /// <param name="streak">Right answers in a row, this one included.</param>
    public static int StreakBonus(RoomSettings settings, int streak) =>
        settings.StreakBonus && settings.Scoring != ScoringRule.Flat ? Math.Clamp((streak - 1) * StreakStep, 0, StreakMax) : 0;

    /// <summary>P · (1 − (t/T)/2) with one division of whole numbers, the last step: as written, 871.5 comes out a little less and loses a point.</summary>
    private static double Timed(int points, double elapsed, double time) => points * ((2 * time) - elapsed) / (2 * time);
}
