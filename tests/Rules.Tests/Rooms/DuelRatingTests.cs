using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Rooms.Commands;
using static QuizOrleans.Rules.Tests.Rooms.DuelScenes;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

/// <summary>Ratings move between persons, in a rated duel, when a question was opened and somebody has won or it was a draw.</summary>
public class DuelRatingTests
{
    [Fact]
    public void A_win_moves_both_by_glicko_from_what_they_were_at_the_opening()
    {
        var ratings = Playing(Duel().Rated()).Rounds((0, 1), (0, 1), (0, 1)).Ratings().ShouldNotBeNull();
        ratings["ada"].ShouldBe(new RatingChange("ada", Ada.Rating, Glicko2.After(Ada.Rating, Bob.Rating, 1, At(12))));
        ratings["bob"].ShouldBe(new RatingChange("bob", Bob.Rating, Glicko2.After(Bob.Rating, Ada.Rating, 0, At(12))));
        ratings["ada"].After.Value.ShouldBeGreaterThan(1500);
        ratings["bob"].After.Games.ShouldBe(10);
    }

    [Fact]
    public void A_draw_is_half_a_point_each()
    {
        var ratings = Playing(Duel().Rated()).Rounds((0, 0), (1, 1), (0, 0)).Ratings().ShouldNotBeNull();
        ratings["ada"].After.ShouldBe(Glicko2.After(Ada.Rating, Bob.Rating, 0.5, At(12)));
        ratings["bob"].After.ShouldBe(Glicko2.After(Bob.Rating, Ada.Rating, 0.5, At(12)));
    }

    [Fact]
    public void A_forfeit_is_a_loss_whatever_the_score() =>
        Playing(Duel().Rated()).Rounds((0, 1)).When(Leave(5, "ada")).Ratings().ShouldNotBeNull()["ada"].After.ShouldBe(Glicko2.After(Ada.Rating, Bob.Rating, 0, At(5)));

    [Fact]
    public void A_lost_connection_is_a_loss() =>
        Playing(Duel().Rated()).When(GoAway(1, "bob")).When(Tick(16)).Ratings().ShouldNotBeNull()["bob"].After.ShouldBe(Glicko2.After(Bob.Rating, Ada.Rating, 0, At(16)));

    [Fact]
    public void When_the_time_is_up_the_score_decides() =>
        Playing(Duel().Rated().Lasting(20)).When(Choose(1, "bob")).When(Tick(20)).Ratings().ShouldNotBeNull()["bob"].After.ShouldBe(Glicko2.After(Bob.Rating, Ada.Rating, 1, At(20)));

    [Fact]
    public void A_friendly_moves_nothing() => Playing(Duel()).Rounds((0, 1), (0, 1), (0, 1)).Ratings().ShouldBeNull();

    [Fact]
    public void A_friend_with_the_link_moves_nothing() => Open(Duel(Ada).Rated()).Players("ada", "bob").Rounds((0, 1), (0, 1), (0, 1)).Ratings().ShouldBeNull();

    [Theory]
    [InlineData(SeatKind.Bot)]
    [InlineData(SeatKind.Ghost)]
    public void Against_a_machine_nothing_moves(SeatKind kind) =>
        Open(Duel(Ada, Machine(kind)).Rated()).Players("ada").When(Leave(1, "ada")).Ratings().ShouldBeNull();
}
