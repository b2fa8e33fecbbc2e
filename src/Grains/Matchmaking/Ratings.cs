using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>Between ratings as the rules know them and as they are shown.</summary>
internal static class Ratings
{
    public static RatingView View(Rating rating) => new(rating.Value, rating.Deviation, rating.Volatility, rating.Games, rating.At);

    public static Rating Read(RatingView view) => new(view.Value, view.Deviation, view.Volatility, view.Games, view.At);

    public static int Shown(Rating rating) => (int)Math.Round(rating.Value);

    public static CategoryRating Shown(string category, Rating rating) =>
        new(category, Shown(rating), (int)Math.Round(rating.Deviation), rating.IsProvisional, rating.Games);

    public static DuelistView Duelist(Seat seat) => new(seat.PlayerId, seat.Nickname, Shown(seat.Rating), seat.Rating.IsProvisional, Name(seat.Kind));

    public static string Name(SeatKind kind) => kind switch { SeatKind.Ghost => "ghost", SeatKind.Bot => "bot", SeatKind.Earlier => "earlier", _ => "human" };

    public static MatchView View(MatchRecord match) => new(
        match.MatchId,
        match.Category,
        match.Rated,
        match.Status.ToString().ToLowerInvariant(),
        match.CreatedAt,
        match.StartedAt,
        match.EndedAt,
        [.. match.Sides.Select(s => new MatchPlayer(
            s.PlayerId, s.Nickname, s.Kind, s.Score, s.Before is null ? null : Shown(s.Before), s.After is null ? null : Shown(s.After)))],
        match.Winner,
        match.Reason,
        match.Status is MatchStatus.Waiting ? match.WaitsUntil : null);
}
