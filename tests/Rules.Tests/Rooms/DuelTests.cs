using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Rooms.Commands;
using static QuizOrleans.Rules.Tests.Rooms.DuelScenes;
using static QuizOrleans.Rules.Tests.Rooms.Events;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

/// <summary>How a duel is entered, played and ended.</summary>
public class DuelTests
{
    [Theory]
    [InlineData("ada", "bob")]
    [InlineData("bob", "ada")]
    public void It_begins_when_both_are_seated_whoever_comes_first(string first, string second) => Open(Duel())
        .When(Join(1, first)).Then(Seated(1, first)).ThenIn<Phase.Lobby>()
        .When(Join(2, second)).Then(Seated(2, second), Asked(2, 0, 30));

    [Fact]
    public void A_countdown_comes_first_where_there_is_one() => Open(Duel().CountedDown())
        .When(Join(1, "ada")).When(Join(2, "bob")).Then(Seated(2, "bob"), Events.CountedDown(2, 5))
        .When(Tick(5)).Then(Asked(5, 0, 30));

    [Fact]
    public void A_seat_has_its_own_name_whatever_its_owner_says() => Open(Duel()).When(Join(1, "ada", "Eve")).Then(Seated(1, "ada"));

    [Fact]
    public void Joining_twice_takes_one_seat() =>
        Open(Duel()).When(Join(1, "ada")).When(Join(2, "ada")).ThenNothing().ThenIn<Phase.Lobby>();

    [Fact]
    public void A_stranger_is_not_invited_before_in_and_after_it()
    {
        Open(Duel()).When(Join(1, "eve")).ThenRejected("not_invited");
        Playing(Duel()).When(Join(1, "eve")).ThenRejected("not_invited");
        Playing(Duel()).When(Leave(1, "bob")).When(Join(2, "eve")).ThenRejected("room_over");
    }

    [Fact]
    public void The_open_seat_is_for_the_first_who_has_the_link()
    {
        var scene = Open(Duel(Ada)).When(Tick(200)).ThenNothing().When(Join(201, "ada")).When(Tick(400)).ThenNothing();
        scene.When(Join(401, "eve")).Then(Seated(401, "eve"), Asked(401, 0, 30)).When(Join(402, "bob")).ThenRejected("not_invited");
    }

    [Fact]
    public void The_challengers_own_seat_stays_his_when_his_friends_are_faster() => Open(Duel(Ada))
        .When(Join(1, "eve")).Then(Seated(1, "eve"))
        .When(Join(2, "bob")).ThenRejected("room_full")
        .When(Join(3, "ada")).Then(Seated(3, "ada"), Asked(3, 0, 30));

    [Fact]
    public void Who_does_not_come_in_time_has_lost_nothing_but_the_seat()
    {
        var scene = Open(Duel().Rated()).When(Join(1, "ada")).When(Tick(9.999)).ThenNothing().When(Tick(10)).Then(Finished(10, FinishReason.NoShow, "bob"));
        scene.Winner().ShouldBeNull();
        scene.Ratings().ShouldBeNull();
    }

    [Fact]
    public void When_neither_comes_nobody_is_named() => Open(Duel()).When(Tick(10)).Then(Finished(10, FinishReason.NoShow));

    [Theory]
    [InlineData("ada")]
    [InlineData("bob")]
    public void Who_leaves_before_it_begins_declines_seated_or_not(string who)
    {
        var scene = Open(Duel().Rated()).When(Join(1, "ada")).When(Leave(2, who)).Then(Finished(2, FinishReason.Declined, who));
        scene.Winner().ShouldBeNull();
        scene.Ratings().ShouldBeNull();
    }

    [Fact]
    public void Who_leaves_in_the_countdown_declines_for_no_question_was_asked()
    {
        var scene = Playing(Duel().Rated().CountedDown()).When(Leave(2, "ada")).Then(Finished(2, FinishReason.Declined, "ada"));
        scene.Winner().ShouldBeNull();
        scene.Ratings().ShouldBeNull();
    }

    [Fact]
    public void A_stranger_cannot_leave_it() => Open(Duel()).When(Leave(1, "eve")).ThenRejected("not_a_member");

    [Fact]
    public void When_both_have_answered_the_question_closes_at_once() => Playing(Duel())
        .When(Choose(1, "ada")).Then(Chose(1, "ada"))
        .When(Choose(2, "bob", 1)).Then(Chose(2, "bob", 1), Closed(2, 0, 5));

    [Fact]
    public void When_both_have_answered_it_closes_at_once_though_one_has_gone_since() => Playing(Duel())
        .When(Choose(1, "ada")).When(GoAway(2, "ada")).Then(Away(2, "ada"))
        .When(Choose(3, "bob")).Then(Chose(3, "bob"), Closed(3, 0, 6));

    [Fact]
    public void Who_is_away_for_a_moment_is_waited_for() => Playing(Duel())
        .When(Choose(1, "ada")).When(GoAway(2, "bob")).Then(Away(2, "bob"))
        .When(Arrive(10, "bob")).When(Choose(11, "bob")).Then(Chose(11, "bob"), Closed(11, 0, 14));

    [Fact]
    public void Who_does_not_answer_is_waited_for_until_time_and_grace_are_over() =>
        Playing(Duel()).When(Choose(1, "ada")).When(Tick(30.249)).ThenNothing().When(Tick(30.25)).Then(Closed(30.25, 0, 33.25));

    [Fact]
    public void The_next_question_comes_by_itself_and_the_end_after_the_last()
    {
        var scene = Playing(Duel());
        scene.When(Choose(1, "ada")).When(Choose(2, "bob", 1)).When(Tick(4.999)).ThenNothing().When(Tick(5)).Then(Asked(5, 1, 30));
        scene.When(Choose(6, "ada", 0, 1)).When(Choose(7, "bob", 0, 1)).When(Tick(10)).Then(Asked(10, 2, 30));
        scene.When(Choose(11, "ada", 1, 2)).When(Choose(12, "bob", 1, 2)).Then(Chose(12, "bob", 1, 2), Closed(12, 2, 15));
        scene.When(Tick(15)).Then(Finished(15));
        (scene.Player("ada").Score, scene.Player("bob").Score, scene.Winner()).ShouldBe((20, 10, "ada"));
    }

    [Fact]
    public void The_same_score_is_a_draw_however_quick_one_was()
    {
        var scene = Playing(Duel()).Rounds((0, 0), (1, 1), (0, 0));
        scene.Winner().ShouldBeNull();
        scene.Player("ada").AnswerTime.ShouldNotBe(scene.Player("bob").AnswerTime);
        (scene.Player("ada").Rank, scene.Player("bob").Rank).ShouldBe((1, 1));
        Standings.TieRule(scene.State.Settings).ShouldBe("Same score: a draw.");
    }

    [Fact]
    public void The_match_time_cuts_the_open_question_and_what_was_answered_counts()
    {
        var scene = Playing(Duel().Lasting(20)).When(Choose(1, "ada", 1)).When(Choose(2, "bob", 1)).When(Tick(5));
        scene.When(Choose(6, "bob", 0, 1)).When(Tick(19.999)).ThenNothing().When(Tick(20)).Then(Closed(20, 1, 23), Finished(20, FinishReason.TimeUp));
        (scene.Player("ada").Score, scene.Player("bob").Score, scene.Winner()).ShouldBe((0, 10, "bob"));
    }

    [Fact]
    public void An_answer_after_the_match_time_is_too_late_though_its_end_is_not_noticed_yet() =>
        Playing(Duel().Lasting(20)).When(Choose(19.999, "ada")).Then(Chose(19.999, "ada")).When(Choose(20, "bob")).ThenRejected("too_late");

    [Fact]
    public void The_match_time_runs_from_the_first_question() =>
        Playing(Duel().Lasting(20).CountedDown()).When(Tick(3)).When(Tick(22.999)).ThenNothing().When(Tick(23)).Then(Closed(23, 0, 26), Finished(23, FinishReason.TimeUp));

    [Fact]
    public void It_may_end_while_an_answer_is_revealed() =>
        Playing(Duel().Lasting(4)).When(Choose(1, "ada")).When(Choose(2, "bob", 1)).When(Tick(4)).Then(Finished(4, FinishReason.TimeUp)).Winner().ShouldBe("ada");

    [Fact]
    public void Who_leaves_forfeits_whatever_the_score()
    {
        var scene = Playing(Duel()).Rounds((0, 1)).When(Choose(5, "ada", 0, 1)).When(Leave(6, "ada")).Then(Closed(6, 1, 9), Finished(6, FinishReason.Forfeited, "ada"));
        (scene.Player("ada").Score, scene.Player("bob").Score, scene.Winner()).ShouldBe((20, 0, "bob"));
    }

    [Fact]
    public void Who_leaves_while_an_answer_is_revealed_forfeits_too() =>
        Playing(Duel()).When(Choose(1, "ada")).When(Choose(2, "bob")).When(Leave(3, "bob")).Then(Finished(3, FinishReason.Forfeited, "bob")).Winner().ShouldBe("ada");

    [Fact]
    public void Who_has_lost_the_connection_forfeits_after_the_grace() => Playing(Duel())
        .When(GoAway(5, "bob")).When(Tick(19.999)).ThenNothing()
        .When(Tick(20)).Then(Closed(20, 0, 23), Finished(20, FinishReason.Forfeited, "bob")).Winner().ShouldBe("ada");

    [Fact]
    public void Who_is_back_in_time_has_lost_nothing_and_has_the_whole_grace_again() => Playing(Duel())
        .When(GoAway(5, "bob")).When(Arrive(19.9, "bob")).Then(Back(19.9, "bob")).When(Tick(20)).ThenNothing()
        .When(GoAway(21, "bob")).When(Tick(30.25)).When(Tick(33.25)).Then(Asked(33.25, 1, 30))
        .When(Tick(35.999)).ThenNothing()
        .When(Tick(36)).Then(Closed(36, 1, 39), Finished(36, FinishReason.Forfeited, "bob"));

    [Fact]
    public void Joining_again_is_coming_back() => Playing(Duel()).When(GoAway(5, "bob")).When(Join(6, "bob")).Then(Back(6, "bob"));

    [Fact]
    public void When_both_have_gone_nobody_wins_or_loses()
    {
        var scene = Playing(Duel().Rated()).Rounds((0, 1)).When(GoAway(5, "bob")).When(GoAway(6, "ada")).When(Tick(20));
        scene.Then(Closed(20, 1, 23), Finished(20, FinishReason.Abandoned));
        (scene.Winner(), scene.Ratings()).ShouldBe((null, null));
    }

    [Fact]
    public void Who_was_away_when_it_began_has_the_whole_grace_from_there() => Open(Duel(Ada))
        .When(Join(1, "ada")).When(GoAway(2, "ada")).When(Join(100, "eve")).When(Tick(114.999)).ThenNothing()
        .When(Tick(115)).Then(Closed(115, 0, 118), Finished(115, FinishReason.Forfeited, "ada"));

    [Fact]
    public void A_grace_that_ends_before_the_first_question_ends_what_was_no_game_yet() => Playing(Duel().CountedDown(60).Rated())
        .When(GoAway(1, "ada")).When(Tick(16)).Then(Finished(16, FinishReason.Declined, "ada")).Ratings().ShouldBeNull();

    [Fact]
    public void A_challenge_that_nobody_comes_to_is_closed_like_any_empty_room() =>
        Open(Duel(Ada)).When(Tick(299.999)).ThenNothing().When(Tick(300)).Then(Finished(300, FinishReason.Abandoned));

    [Fact]
    public void A_forged_answer_changes_nothing()
    {
        var scene = Playing(Duel()).When(Choose(1, "ada"));
        scene.When(Choose(2, "eve")).ThenRejected("not_a_member");
        scene.When(Choose(2, "ada", 1)).ThenRejected("already_answered");
        scene.When(Choose(2, "bob", 0, 1)).ThenRejected("wrong_question");
        scene.When(Choose(2, "bob", 3)).ThenRejected("invalid_answer");
        scene.When(Choose(30.251, "bob")).ThenRejected("too_late");
        scene.When(Tick(30.25)).When(Tick(33.25)).When(Choose(34, "bob")).ThenRejected("too_late");
    }

    [Fact]
    public void Nobody_is_its_host_and_nobody_becomes_it()
    {
        Playing(Duel()).When(TakeOver(1, "eve", "")).ThenRejected("wrong_key");
        Playing(Duel()).When(TakeOver(1, "ada", "")).ThenRejected("wrong_key");
        Playing(Duel()).When(new RoomCommand.End(At(1), "ada")).ThenRejected("not_host");
        Playing(Duel()).When(new RoomCommand.Pause(At(1), "")).ThenRejected("not_host");
        Open(Duel()).When(new RoomCommand.Start(At(1), "")).ThenRejected("not_host");
    }
}
