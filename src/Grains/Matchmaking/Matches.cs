using System.Security.Cryptography;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>A duel's state as its match's row.</summary>
internal static class Matches
{
    public static MatchRecord RecordOf(TenantKey key, RoomState state)
    {
        var duel = state.Settings.Duel!;
        var finished = state.Phase as Phase.Finished;
        var wasPlayed = Duels.HasBegun(state) && finished?.Reason is not FinishReason.Abandoned;
        return new MatchRecord(
            key.Tenant,
            key.Id,
            duel.Category,
            duel.Language,
            duel.Rated,
            finished is not null ? wasPlayed ? MatchStatus.Completed : MatchStatus.Abandoned : Duels.HasBegun(state) ? MatchStatus.Active : MatchStatus.Waiting,
            state.OpenedAt,
            Duels.HasBegun(state) ? state.StartedAt : null,
            finished?.At,
            finished is null ? null : Duels.Winner(state, finished.Reason, finished.Loser),
            finished is null ? null : Name(finished.Reason),
            [
                .. duel.Seats.Select(s => SideOf(state, finished, s)),
                .. state.Players.Values.Where(p => duel.SeatOf(p.Id) is null).Select(p => new MatchSide(p.Id, p.Nickname, "human", p.Score, null, null)),
            ],
            duel.Played is { } played ? Turns.IsOpen(state) ? played.Until : state.MatchEndsAt ?? state.LastAt : null);
    }

    /// <summary>Letters and digits that are each themselves; 14 of them are 64 bits.</summary>
    public static string NewId() => RandomNumberGenerator.GetString(RoomDirectoryGrain.PinAlphabet, 14);

    public static string Name(FinishReason reason) => reason switch
    {
        FinishReason.TimeUp => "time_up",
        FinishReason.Forfeited => "forfeited",
        FinishReason.Declined => "declined",
        FinishReason.NoShow => "no_show",
        FinishReason.Abandoned => "abandoned",
        FinishReason.Ended => "ended",
        FinishReason.NoQuestions => "no_questions",
        _ => "completed",
    };

    private static MatchSide SideOf(RoomState state, Phase.Finished? finished, Seat seat)
    {
        var change = finished is { Ratings.IsDefault: false } ? finished.Ratings.FirstOrDefault(r => r.PlayerId == seat.PlayerId) : null;
        return new MatchSide(
            seat.PlayerId,
            seat.Nickname,
            // Whoever has had his turn is a person, and what he scored in it stays his score while the room counts it again. Only where the scores decide it is the room's.
            seat.Kind is SeatKind.Earlier ? "human" : Ratings.Name(seat.Kind),
            state.Settings.Duel!.Played is { } played && played.PlayerId == seat.PlayerId && finished?.Reason is not (FinishReason.Completed or FinishReason.TimeUp) ? played.Score : state.Players.GetValueOrDefault(seat.PlayerId)?.Score ?? 0,
            state.Settings.Duel!.Rated && seat.IsPerson ? seat.Rating : null,
            change?.After);
    }
}
