using FsCheck;
using FsCheck.Fluent;
using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Rules.Tests.Quizzes;
using static QuizOrleans.Rules.Tests.Matchmaking.Tickets;

namespace QuizOrleans.Rules.Tests.Matchmaking;

public class Glicko2Tests
{
    private static readonly Gen<Rating> Ratings =
        from value in Gen.Choose(-500, 4000)
        from deviation in Gen.Choose(45, 350)
        from volatility in Gen.Elements(0.03, 0.06, 0.1)
        select Rated(value, deviation, volatility);

    [Fact]
    public void The_papers_example_comes_out_as_printed()
    {
        var after = Glicko2.Update(Rated(1500, 200), [new(Rated(1400, 30), 1), new(Rated(1550, 100), 0), new(Rated(1700, 300), 0)]);
        after.Value.ShouldBe(1464.06, 0.01);
        after.Deviation.ShouldBe(151.52, 0.01);
        after.Volatility.ShouldBe(0.05999, 0.00001);
    }

    [Fact]
    public void Without_a_game_nothing_changes() => Glicko2.Update(Rated(1500, 200), []).ShouldBe(Rated(1500, 200));

    [Fact]
    public void A_draw_of_equals_moves_nobody_and_makes_both_more_certain()
    {
        var after = Glicko2.Update(Rated(1500, 200), [new(Rated(1500, 80), 0.5)]);
        after.Value.ShouldBe(1500, 0.000001);
        after.Deviation.ShouldBeLessThan(200);
    }

    [Fact]
    public void A_draw_raises_the_weaker_and_lowers_the_stronger()
    {
        Glicko2.Update(Rated(1400, 80), [new(Rated(1600, 80), 0.5)]).Value.ShouldBeGreaterThan(1400);
        Glicko2.Update(Rated(1600, 80), [new(Rated(1400, 80), 0.5)]).Value.ShouldBeLessThan(1600);
    }

    [Fact]
    public void The_less_certain_rating_moves_further()
    {
        var (newcomer, veteran) = (Rated(1500, 350), Rated(1500, 60));
        (Glicko2.Update(newcomer, [new(veteran, 1)]).Value - 1500).ShouldBeGreaterThan(10 * (1500 - Glicko2.Update(veteran, [new(newcomer, 0)]).Value));
    }

    [Fact]
    public void Among_equals_what_one_gains_the_other_loses() => Arbitrary.Holds(Ratings, rating =>
    {
        var won = Glicko2.Update(rating, [new(rating, 1)]);
        var lost = Glicko2.Update(rating, [new(rating, 0)]);
        (won.Value - rating.Value).ShouldBe(rating.Value - lost.Value, 0.000001);
        (won.Deviation, won.Volatility).ShouldBe((lost.Deviation, lost.Volatility));
    });

    [Fact]
    public void A_win_never_costs_and_a_loss_never_brings() => Arbitrary.Holds(Ratings.Two(), pair =>
    {
        Glicko2.Update(pair.Item1, [new(pair.Item2, 1)]).Value.ShouldBeGreaterThanOrEqualTo(pair.Item1.Value);
        Glicko2.Update(pair.Item1, [new(pair.Item2, 0)]).Value.ShouldBeLessThanOrEqualTo(pair.Item1.Value);
    });

    [Fact]
    public void Whatever_the_result_the_figures_stay_in_their_bounds() => Arbitrary.Holds(
        from pair in Ratings.Two() from score in Gen.Elements(0, 0.5, 1) select (pair.Item1, pair.Item2, score), game =>
    {
        var after = Glicko2.Update(game.Item1, [new(game.Item2, game.score)]);
        double.IsFinite(after.Value).ShouldBeTrue();
        after.Deviation.ShouldBeInRange(Rating.MinDeviation, Rating.MaxDeviation);
        after.Volatility.ShouldBeInRange(0.001, 1);
    });

    [Fact]
    public void Ratings_too_far_apart_to_compute_with_still_give_figures()
    {
        var after = Glicko2.Update(Rated(100_000, 50), [new(Rated(-100_000, 50), 0)]);
        double.IsFinite(after.Value).ShouldBeTrue();
        double.IsFinite(after.Volatility).ShouldBeTrue();
    }

    [Fact]
    public void Whoever_plays_all_the_time_stays_movable()
    {
        var rating = Glicko2.Update(Rated(1500, 60), [.. Enumerable.Range(0, 500).Select(i => new Glicko2.Result(Rated(1500, 45), i % 2))]);
        rating.Deviation.ShouldBe(Rating.MinDeviation);
        Glicko2.Update(rating, [new(Rated(1500, 45), 1)]).Value.ShouldBeGreaterThan(rating.Value + 4);
    }

    [Fact]
    public void A_player_finds_his_strength_in_a_season_of_duels()
    {
        // Wins as often as somebody of 1800 would, spread evenly.
        var (rating, owed) = (Rating.Unknown, 0.0);
        for (var i = 0; i < 60; i++)
        {
            var opponent = Rated(rating.Value, 60);
            owed += Glicko2.Expected(Rated(1800, 0), opponent with { Deviation = 0 });
            var wins = owed >= 1;
            if (wins) owed--;
            rating = Glicko2.After(rating, opponent, wins ? 1 : 0, At(i));
        }

        rating.Value.ShouldBe(1800, 60);
        rating.IsProvisional.ShouldBeFalse();
        rating.Games.ShouldBe(60);
        rating.At.ShouldBe(At(59));
    }

    [Fact]
    public void Certainty_is_lost_with_the_time_since_the_last_game()
    {
        var rating = Rated(1500, 60) with { Games = 20, At = At(0) };
        Glicko2.Idle(rating, At(0)).ShouldBe(rating);
        // One period: √(φ² + σ²) on the scale of the paper.
        Glicko2.Idle(rating, At(0) + Glicko2.Period).Deviation.ShouldBe(Math.Sqrt((60 * 60) + (0.06 * 0.06 * 173.7178 * 173.7178)), 0.0001);
        var twice = Glicko2.Idle(Glicko2.Idle(rating, At(0) + Glicko2.Period) with { At = At(0) + Glicko2.Period }, At(0) + (2 * Glicko2.Period));
        Glicko2.Idle(rating, At(0) + (2 * Glicko2.Period)).Deviation.ShouldBe(twice.Deviation, 0.0001);
    }

    [Fact]
    public void After_about_a_year_of_nothing_a_settled_rating_is_provisional_again()
    {
        var rating = Rated(1500, 60) with { Games = 20, At = At(0) };
        Glicko2.Idle(rating, At(0) + TimeSpan.FromDays(270)).IsProvisional.ShouldBeFalse();
        Glicko2.Idle(rating, At(0) + TimeSpan.FromDays(365)).IsProvisional.ShouldBeTrue();
    }

    [Fact]
    public void However_long_the_absence_nobody_is_less_certain_than_a_newcomer() =>
        Glicko2.Idle(Rated(1500, 60) with { Games = 1, At = At(0) }, At(0) + TimeSpan.FromDays(100_000)).Deviation.ShouldBe(Rating.MaxDeviation);

    [Fact]
    public void Whoever_never_played_has_not_been_idle() => Glicko2.Idle(Rated(1500, 100), At(0)).Deviation.ShouldBe(100);

    [Fact]
    public void A_clock_that_was_set_back_takes_no_certainty()
    {
        var rating = Rated(1500, 60) with { Games = 3, At = At(100) };
        Glicko2.Idle(rating, At(0)).ShouldBe(rating);
    }

    [Fact]
    public void A_duel_counts_the_idle_time_of_both()
    {
        var (rested, other) = (Rated(1500, 60) with { Games = 5, At = At(0) }, Rated(1500, 60) with { Games = 5, At = At(0) });
        var year = At(0) + TimeSpan.FromDays(365);
        var expected = Glicko2.Update(Glicko2.Idle(rested, year), [new(Glicko2.Idle(other, year), 1)]);
        Glicko2.After(rested, other, 1, year).ShouldBe(expected with { Games = 6, At = year });
    }

    [Theory]
    [InlineData(1500, 1500, 0.5)]
    [InlineData(1700, 1500, 0.76)]
    [InlineData(1900, 1500, 0.91)]
    public void The_expected_score_of_certain_ratings_is_elos(double one, double other, double expected) =>
        Glicko2.Expected(Rated(one, 0), Rated(other, 0)).ShouldBe(expected, 0.005);

    [Fact]
    public void What_both_expect_is_one_whole_and_uncertainty_draws_it_to_the_middle() => Arbitrary.Holds(Ratings.Two(), pair =>
    {
        var (one, other) = pair;
        (Glicko2.Expected(one, other) + Glicko2.Expected(other, one)).ShouldBe(1, 0.000001);
        var certain = Glicko2.Expected(one with { Deviation = 0 }, other with { Deviation = 0 });
        Math.Abs(Glicko2.Expected(one, other) - 0.5).ShouldBeLessThanOrEqualTo(Math.Abs(certain - 0.5));
    });

    [Fact]
    public void A_rating_is_provisional_until_its_deviation_is_110()
    {
        Rating.Unknown.IsProvisional.ShouldBeTrue();
        Rated(1500, 110.01).IsProvisional.ShouldBeTrue();
        Rated(1500, 110).IsProvisional.ShouldBeFalse();
    }
}
