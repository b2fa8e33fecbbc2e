using System.Collections.Immutable;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Rooms;

/// <summary>A duel as one of its players played it: what a ghost plays again.</summary>
/// <param name="Answers">By question; those that never came are null.</param>
public sealed record Recording(string Category, ImmutableArray<PlayedQuestion> Questions, Seat Player, ImmutableArray<PlannedAnswer> Answers)
{
    /// <summary>From a duel's events; null when the player had no seat in it, or it is not over, or was over before its first question.</summary>
    public static Recording? Of(IEnumerable<RoomEvent> events, string playerId)
    {
        var state = RoomState.Initial;
        PlannedAnswer[] answers = [];
        foreach (var @event in events)
        {
            state = RoomEvolution.Evolve(state, @event);
            if (@event is RoomEvent.Opened) answers = [.. state.Questions.Select(_ => new PlannedAnswer(null, TimeSpan.Zero))];
            if (@event is RoomEvent.AnswerGiven e && e.PlayerId == playerId && state.Phase is Phase.Asking p && p.Answers.TryGetValue(playerId, out var given))
                answers[p.Index] = new PlannedAnswer(given.Answer, given.Elapsed);
        }

        return state.Phase is Phase.Finished && Duels.HasBegun(state) && state.Settings.Duel?.SeatOf(playerId) is { } seat && state.Players.ContainsKey(playerId)
            ? new Recording(state.Settings.Duel.Category, state.Questions, seat, [.. answers])
            : null;
    }
}
