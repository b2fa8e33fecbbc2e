using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Rules.Bank;

/// <summary>A question of a game that was asked and closed.</summary>
/// <param name="Shown">Who had the chance to answer, machines left out.</param>
public sealed record PlayedRound(PlayedQuestion Played, IReadOnlyList<RoundPlayer> Shown)
{
    /// <summary>The round that this event closes; null when it closes none.</summary>
    /// <param name="event">What happened.</param>
    /// <param name="after">The room right after it.</param>
    public static PlayedRound? Of(RoomEvent @event, RoomState after)
    {
        if (@event is not RoomEvent.QuestionClosed || after.Phase is not Phase.Reveal reveal) return null;
        var shown = new List<RoundPlayer>(after.Players.Count);
        // Whoever is there, and whoever was and answered; an answer goes with its player. Done for every question that anybody plays, so one walk and no more.
        foreach (var (id, player) in after.Players)
        {
            var given = reveal.Answers.GetValueOrDefault(id);
            if ((player.Connected || given is not null) && IsPerson(after, id))
                shown.Add(new RoundPlayer(id, given, given is not null && reveal.Results.TryGetValue(id, out var result) && result.Right));
        }

        return new PlayedRound(after.Questions[reveal.Index], shown);
    }

    private static bool IsPerson(RoomState state, string playerId) => state.Settings.Duel?.SeatOf(playerId) is not { IsPerson: false };
}

/// <param name="Given">Null when he gave no answer.</param>
public readonly record struct RoundPlayer(string Id, GivenAnswer? Given, bool Right);
