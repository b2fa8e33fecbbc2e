using System.Collections.Immutable;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Rooms;

/// <summary>What the close of a question brings each player.</summary>
public static partial class RoomEvolution
{
    private static RoomState Closed(RoomState state, Phase.Asking asking, RoomEvent.QuestionClosed e)
    {
        var played = state.Questions[asking.Index];
        var counts = played.Question is { IsScored: true, Points: > 0 };
        var nearest = played.Question is Numeric { Rule: NumberRule.Nearest } number
            ? Judge.Nearest(number, asking.Answers.Values.Select(a => a.Answer))
            : null;
        var players = new List<Player>(state.Table.Count);
        var results = ImmutableDictionary.CreateBuilder<string, QuestionResult>();
        foreach (var id in state.Table)
        {
            var player = state.Players[id];
            var given = asking.Answers.GetValueOrDefault(id);
            var time = asking.TimeOf(id);
            var credit = given is null ? 0 : CreditOf(state, played, given.Answer, nearest);
            var result = ResultOf(state.Settings, played.Question, player, given, credit, time);
            results.Add(id, result);
            players.Add(!counts ? player : player with
            {
                Score = player.Score + result.Points,
                Streak = result.Streak,
                AnswerTime = player.AnswerTime + TimeCounted(given, asking.Time, time),
                Answered = player.Answered + (given is null ? 0 : 1),
            });
        }

        var revealed = state with
        {
            AskedTime = state.AskedTime + (counts ? asking.Time : TimeSpan.Zero),
            Phase = new Phase.Reveal(asking.Index, e.NextAt, asking.Answers, results.ToImmutable()),
        };
        return Standings.Ranked(revealed, players);
    }

    private static double CreditOf(RoomState state, PlayedQuestion played, Answer answer, double? nearest) =>
        nearest is { } distance && played.Question is Numeric number
            ? answer is NumberAnswer a && Math.Abs(a.Number - number.Number) <= distance ? 1 : 0
            : Judge.Credit(played, answer, state.Settings.PartialCredit);

    private static QuestionResult ResultOf(
        RoomSettings settings, Question question, Player player, GivenAnswer? given, double credit, TimeSpan time)
    {
        if (question is not { IsScored: true, Points: > 0 }) return new QuestionResult(credit >= 1, 0, player.Streak);
        var right = credit >= 1;
        var streak = right ? player.Streak + 1 : 0;
        var points = given is null ? 0 : Scoring.Points(settings, question, credit, given.Elapsed, time);
        return new QuestionResult(right, points + (right ? Scoring.StreakBonus(settings, streak) : 0), streak);
    }

    /// <summary>Answer time for the tie-break, in units of the common time: extra time must not cost a rank.</summary>
    private static TimeSpan TimeCounted(GivenAnswer? given, TimeSpan time, TimeSpan own) =>
        given is null || given.Elapsed >= own ? time : own == time ? given.Elapsed : given.Elapsed * (time / own);
}
