using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Rooms.Commands;
using static QuizOrleans.Rules.Tests.Rooms.DuelScenes;
using static QuizOrleans.Rules.Tests.Rooms.Events;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

/// <summary>Duels whose two play one after the other.</summary>
public class DuelTurnTests
{
    [Fact]
    public void The_first_plays_alone_and_at_once() => Open(Duel(Ada).InTurns())
        .When(Join(1, "ada")).Then(Seated(1, "ada"), Asked(1, 0, 30))
        .When(Choose(2, "ada")).Then(Chose(2, "ada"), Closed(2, 0, 5));

    [Fact]
    public void His_turn_ends_with_the_last_question_and_the_room_waits() => Turn()
        .When(Tick(12)).Then(TurnEnded(12, "ada", 1012)).ThenIn<Phase.Lobby>()
        .When(Tick(1011.999)).ThenNothing();

    [Fact]
    public void The_second_has_the_same_questions_and_plays_against_the_first_s_answers() => Played()
        .When(Join(100, "bob")).Then(Seated(100, "bob"), Asked(100, 0, 30))
        .When(Tick(100.5)).Then(Chose(100.5, "ada"))
        .When(Choose(101, "bob", 1)).Then(Chose(101, "bob", 1), Closed(101, 0, 104)).When(Tick(104)).Then(Asked(104, 1, 30))
        .When(Choose(104.25, "bob", 0, 1)).Then(Chose(104.25, "bob", 0, 1))
        .When(Tick(105)).Then(Chose(105, "ada", 1, 1), Closed(105, 1, 108)).When(Tick(108)).Then(Asked(108, 2, 30))
        .When(Choose(109, "bob", 0, 2)).Then(Chose(109, "bob", 0, 2)).When(Tick(109.5)).Then(Chose(109.5, "ada", 0, 2), Closed(109.5, 2, 112.5))
        .When(Tick(112.5)).Then(Finished(112.5)).Winner().ShouldBeNull();

    [Fact]
    public void What_the_first_scored_is_kept_and_counts_only_as_it_is_played_again()
    {
        var scene = Played();
        scene.State.Settings.Duel!.Played.ShouldBe(new PlayedTurn("ada", 20, At(1012)));
        scene.Player("ada").Score.ShouldBe(0);
        scene.When(Join(100, "bob")).When(Tick(130.25)).When(Tick(130.25)).When(Tick(133.25));
        scene.Player("ada").Score.ShouldBe(10);
        while (scene.State.Phase is not Phase.Finished) scene.When(new RoomCommand.Tick(RoomClock.NextWake(scene.State)!.Value));
        (scene.Player("ada").Score, scene.Player("bob").Score, scene.Winner()).ShouldBe((20, 0, "ada"));
    }

    [Fact]
    public void A_question_that_the_first_did_not_answer_he_does_not_answer_later()
    {
        var scene = Open(Duel(Ada).InTurns()).When(Join(0, "ada"));
        while (scene.State.Phase is not Phase.Lobby) scene.When(new RoomCommand.Tick(RoomClock.NextWake(scene.State)!.Value));
        scene.When(Join(200, "bob")).When(Tick(230.249)).ThenNothing().When(Tick(230.25)).Then(Closed(230.25, 0, 233.25));
    }

    [Fact]
    public void The_match_time_ends_a_turn_too_and_the_second_has_it_anew()
    {
        var scene = Open(Duel(Ada).InTurns().Lasting(40)).When(Join(0, "ada")).When(Choose(1, "ada")).When(Tick(4)).Then(Asked(4, 1, 30))
            .When(Tick(34.25)).Then(Closed(34.25, 1, 37.25)).When(Tick(37.25)).Then(Asked(37.25, 2, 30)).When(Tick(40)).Then(Closed(40, 2, 43), TurnEnded(40, "ada", 1040));
        scene.State.Settings.Duel!.Seats[0].Plan.Select(p => p.Answer is null).ShouldBe([false, true, true]);
        scene.When(Join(500, "bob")).When(Leave(539, "eve")).ThenRejected("not_a_member").When(Choose(501, "bob")).When(Tick(540));
        scene.State.MatchEndsAt.ShouldBe(At(540));
    }

    [Fact]
    public void Nobody_else_comes_in_before_the_second_turn_and_only_one_then()
    {
        Open(Duel(Ada).InTurns()).When(Join(1, "bob")).ThenRejected("not_your_turn");
        Turn().When(Join(1, "bob")).ThenRejected("not_your_turn");
        Played().When(Join(100, "bob")).When(Join(101, "eve")).ThenRejected("not_invited");
    }

    [Fact]
    public void Nobody_coming_ends_it_without_a_winner()
    {
        var scene = Played().When(Tick(1012)).Then(Finished(1012, FinishReason.NoShow));
        scene.Winner().ShouldBeNull();
        Played().When(Join(1011, "bob")).Then(Seated(1011, "bob"), Asked(1011, 0, 30));
    }

    [Fact]
    public void It_waits_though_nobody_is_there_and_through_an_outage() => Played()
        .When(GoAway(20, "ada")).ThenNothing().When(Tick(900)).ThenNothing()
        .When(Recover(950)).Then(Recovered(950, 0)).When(Tick(1011)).ThenNothing().When(Join(1011, "bob")).Then(Seated(1011, "bob"), Asked(1011, 0, 30));

    [Fact]
    public void Who_has_had_his_turn_can_take_it_back_until_it_is_played_against_and_not_after()
    {
        Played().When(Leave(100, "ada")).Then(Finished(100, FinishReason.Declined, "ada"));
        Played().When(Join(100, "bob")).When(Leave(101, "ada")).ThenRejected("not_your_turn");
    }

    [Fact]
    public void Who_has_had_his_turn_answers_nothing_more_and_is_always_there() => Played().When(Join(100, "bob"))
        .When(Choose(100.1, "ada")).ThenRejected("not_your_turn").When(GoAway(100.2, "ada")).ThenNothing().When(Arrive(100.3, "ada")).ThenNothing().When(Join(100.4, "ada")).ThenNothing();

    [Fact]
    public void Who_leaves_the_first_turn_plays_none_and_loses_nothing()
    {
        Turn().When(Leave(10, "ada")).Then(Finished(10, FinishReason.Abandoned, "ada")).Winner().ShouldBeNull();
        Open(Duel(Ada).InTurns()).When(Join(0, "ada")).When(GoAway(1, "ada")).When(Tick(15.999)).ThenNothing()
            .When(Tick(16)).Then(Closed(16, 0, 19), Finished(16, FinishReason.Abandoned, "ada"));
    }

    [Fact]
    public void Who_comes_for_the_second_turn_and_goes_again_has_played_and_lost_it()
    {
        var scene = Open(Duel(Ada).InTurns().CountedDown()).When(Join(0, "ada"));
        while (scene.State.Phase is not Phase.Lobby) scene.When(new RoomCommand.Tick(RoomClock.NextWake(scene.State)!.Value));
        scene.When(Join(500, "bob")).ThenIn<Phase.Countdown>().When(Leave(501, "bob")).Then(Finished(501, FinishReason.Forfeited, "bob")).Winner().ShouldBe("ada");
    }

    [Fact]
    public void Who_comes_too_late_is_told_that_it_is_over() => Played().When(Join(1012, "bob")).ThenRejected("room_over");

    [Fact]
    public void The_second_turn_has_a_beginning_of_its_own()
    {
        var scene = Played();
        scene.State.StartedAt.ShouldBe(At(0));
        scene.When(Join(100, "bob")).State.StartedAt.ShouldBe(At(100));
    }

    [Fact]
    public void Who_leaves_the_second_turn_loses() =>
        Played().When(Join(100, "bob")).When(Leave(101, "bob")).Then(Closed(101, 0, 104), Finished(101, FinishReason.Forfeited, "bob")).Winner().ShouldBe("ada");

    /// <summary>Ada has answered all three, right after half a second, wrong after one, and right after 1.5; the last is revealed.</summary>
    private static Scene Turn() => Open(Duel(Ada).InTurns()).When(Join(0, "ada"))
        .When(Choose(0.5, "ada")).When(Tick(3.5)).When(Choose(4.5, "ada", 1, 1)).When(Tick(7.5)).When(Choose(9, "ada", 0, 2));

    private static Scene Played() => Turn().When(Tick(12));
}
