using System.Collections.Immutable;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Rules.Bank;

/// <summary>A question of a game that was asked and closed. Machines are left out.</summary>
/// <param name="Shown">Who had the chance to answer.</param>
/// <param name="Answers">By player.</param>
public sealed record PlayedRound(PlayedQuestion Played, ImmutableArray<string> Shown, IReadOnlyDictionary<string, RoundAnswer> Answers)
{
    /// <summary>The round that this event closes; null when it closes none.</summary>
    /// <param name="event">What happened.</param>
    /// <param name="after">The room right after it.</param>
    public static PlayedRound? Of(RoomEvent @event, RoomState after)
    {
        if (@event is not RoomEvent.QuestionClosed || after.Phase is not Phase.Reveal reveal) return null;
        var answers = reveal.Answers.Where(a => IsPerson(after, a.Key))
            .ToDictionary(a => a.Key, a => new RoundAnswer(a.Value.Answer, a.Value.Elapsed, reveal.Results.TryGetValue(a.Key, out var result) && result.Right));
        var present = after.Players.Values.Where(p => p.Connected && IsPerson(after, p.Id)).Select(p => p.Id);
        return new PlayedRound(after.Questions[reveal.Index], [.. present.Union(answers.Keys)], answers);
    }

    private static bool IsPerson(RoomState state, string playerId) => state.Settings.Duel?.SeatOf(playerId) is not { IsPerson: false };
}

/// <param name="Time">From the question's opening.</param>
public readonly record struct RoundAnswer(Answer Answer, TimeSpan Time, bool Right);
