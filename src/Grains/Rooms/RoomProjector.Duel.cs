using System.Collections.Immutable;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <summary>What a duel shows besides.</summary>
internal static partial class RoomProjector
{
    private static DuelView? Duel(RoomState state, Phase running, DateTimeOffset clock)
    {
        if (state.Settings.Duel is not { } duel) return null;
        var friends = state.Players.Values.Where(p => duel.SeatOf(p.Id) is null)
            .Select(p => new DuelistView(p.Id, p.Nickname, Ratings.Shown(Rating.Unknown), true, "human"));
        return new DuelView(
            duel.Category,
            duel.Rated,
            [.. duel.Seats.Select(Ratings.Duelist), .. friends],
            state.MatchEndsAt is { } ends ? Milliseconds(ends - clock) : null,
            running is Phase.Lobby && Duels.SeatBy(state, duel) is { } seatBy ? Milliseconds(seatBy - clock) : null,
            running is Phase.Asking asking ? [.. asking.Answers.Keys.Order(StringComparer.Ordinal)] : [],
            running is Phase.Finished finished ? RatingsOf(finished) : null,
            [],
            null,
            running is Phase.Lobby ? duel.Queue : null,
            duel.TurnTime is not null,
            duel.Played is { } played ? new PlayedTurnView(played.PlayerId, played.Score, running is Phase.Lobby ? Milliseconds(played.Until, clock) : null) : null);
    }

    /// <summary>Days do not fit the usual figure.</summary>
    public static long Milliseconds(DateTimeOffset until, DateTimeOffset now) => (long)Math.Max(0, (until - now).TotalMilliseconds);

    private static ImmutableArray<RatingChangeView>? RatingsOf(Phase.Finished finished) => finished.Ratings.IsDefault ? null :
        [.. finished.Ratings.Select(r => new RatingChangeView(r.PlayerId, Ratings.Shown(r.Before), Ratings.Shown(r.After)))];
}
