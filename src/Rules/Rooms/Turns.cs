using System.Collections.Immutable;

namespace QuizOrleans.Rules.Rooms;

/// <summary>
/// Duels whose two play one after the other. The first plays alone; then his answers are his seat's plan, as a ghost's are, and the room waits for the second, who has the same questions and the
/// same time and plays against that plan. What the first does to the room after his turn changes nothing of it.
/// </summary>
public static class Turns
{
    /// <summary>Whether the first has played and nobody has come for the second turn.</summary>
    public static bool IsOpen(RoomState state) => state is { Phase: Phase.Lobby, Settings.Duel.Played: not null };

    /// <summary>Whether this player has had his turn.</summary>
    public static bool HasPlayed(RoomState state, string playerId) => state.Settings.Duel?.Played is { } played && played.PlayerId == playerId;

    /// <summary>Whether a game that ends for this reason is a turn played to its end, and no more.</summary>
    internal static bool IsOver(DuelSettings duel, FinishReason reason) => duel.IsFirstTurn && (reason is FinishReason.Completed or FinishReason.TimeUp);

    internal static RoomEvent End(DuelSettings duel, DateTimeOffset now) => new RoomEvent.TurnEnded(now, duel.Seats[0].PlayerId, now + duel.TurnTime!.Value);

    /// <summary>Keeps what the first answers, question by question.</summary>
    internal static RoomState Kept(RoomState closed, Phase.Asking asking)
    {
        if (closed.Settings.Duel is not { IsFirstTurn: true, Seats: [var first, ..] }) return closed;
        var given = asking.Answers.GetValueOrDefault(first.PlayerId);
        return closed with { Turn = closed.Turn.Add(new PlannedAnswer(given?.Answer, given?.Elapsed ?? TimeSpan.Zero)) };
    }

    /// <summary>The room is as it was before the game, but that the first has his seat and his plan. He is always there from now on.</summary>
    internal static RoomState Ended(RoomState state, RoomEvent.TurnEnded e)
    {
        if (state.Settings.Duel is not { IsFirstTurn: true } duel || duel.SeatOf(e.PlayerId) is not { } seat || !state.Players.TryGetValue(e.PlayerId, out var player)) return state;
        var rest = Enumerable.Repeat(new PlannedAnswer(null, TimeSpan.Zero), Math.Max(0, state.Questions.Length - state.Turn.Length));
        return state with
        {
            Settings = state.Settings with
            {
                Duel = duel with
                {
                    Seats = duel.Seats.Replace(seat, seat with { Kind = SeatKind.Earlier, Plan = [.. state.Turn, .. rest] }),
                    Played = new PlayedTurn(e.PlayerId, player.Score, e.Until),
                },
            },
            Phase = new Phase.Lobby(),
            Players = state.Players.SetItem(e.PlayerId, player with
            {
                Connected = true,
                AwaySince = null,
                Score = 0,
                Rank = 1,
                Streak = 0,
                AnswerTime = TimeSpan.Zero,
                Answered = 0,
            }),
            Present = state.Present + (player.Connected ? 0 : 1),
            AskedTime = TimeSpan.Zero,
            MatchEndsAt = null,
            Turn = [],
        };
    }
}
