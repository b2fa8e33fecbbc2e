using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Rooms.Commands;
using static QuizOrleans.Rules.Tests.Rooms.Events;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

public class RecoveryTests
{
    [Fact]
    public void An_outage_counts_as_a_pause_of_the_question()
    {
        var scene = Question(Plain, ["ada", "bob"]).When(Choose(5, "ada")).When(Recover(20)).Then(Recovered(20, 15));
        scene.When(Arrive(21, "host")).When(Arrive(21, "ada")).When(Arrive(21, "bob"));
        scene.When(Choose(22, "ada")).ThenRejected("already_answered");
        scene.When(Choose(35.25, "bob")).Then(Chose(35.25, "bob"), Closed(35.25));
        scene.Result("ada").ShouldBe(new QuestionResult(true, 875, 1));
        scene.Result("bob").Points.ShouldBe(500);
    }

    [Fact]
    public void After_an_outage_nobody_is_there_until_he_says_so()
    {
        var state = Question(Plain, ["ada", "bob"]).When(Choose(5, "ada")).When(Recover(20)).State;
        state.Present.ShouldBe(0);
        state.Host.Connected.ShouldBeFalse();
        state.EmptySince.ShouldBe(At(20));
        state.Players.Values.ShouldAllBe(p => !p.Connected);
        state.Phase.ShouldBeOfType<Phase.Asking>().ShouldSatisfyAllConditions(p => p.AnsweredPresent.ShouldBe(0), p => p.Answers.Keys.ShouldBe(["ada"]));
    }

    [Fact]
    public void However_long_the_outage_the_question_goes_on_where_it_was() =>
        Question(Plain, ["ada"]).When(Recover(3600)).Then(Recovered(3600, 3600)).When(Tick(3620.249)).Outcome.ShouldNotContain("closed");

    [Fact]
    public void However_long_the_outage_the_countdown_goes_on_where_it_was() =>
        Lobby(new RoomSettings()).Players("ada").When(Start(0)).When(Recover(2)).Then(Recovered(2, 2)).When(Recover(3600)).Then(Recovered(3600, 3598));

    [Fact]
    public void However_long_the_outage_the_reveal_goes_on_where_it_was() =>
        Question(Plain with { Pace = Pace.Auto }, ["ada"]).When(Next(1)).When(Recover(3600)).Then(Recovered(3600, 3599));

    [Fact]
    public void Where_no_clock_runs_nothing_is_given_back()
    {
        Lobby(Plain).When(Recover(60)).Then(Recovered(60, 0));
        Question(Plain, ["ada"]).When(Next(1)).When(Recover(60)).Then(Recovered(60, 0));
        Question(Plain, ["ada"]).When(Pause(1)).When(Recover(60)).Then(Recovered(60, 0));
    }

    [Fact]
    public void A_clock_that_was_set_back_takes_nothing_away() => Question(Plain, ["ada"]).When(Recover(-60)).Then(Recovered(-60, 0));

    [Fact]
    public void A_second_crash_gives_back_only_its_own_outage() =>
        Question(Plain, ["ada"]).When(Recover(10)).Then(Recovered(10, 10)).When(Recover(12)).Then(Recovered(12, 2)).When(Tick(32.249)).Outcome.ShouldNotContain("closed");

    [Fact]
    public void A_pause_outlives_the_outage_and_shifts_the_clock_by_both()
    {
        var scene = Question(Plain, ["ada"]).When(Pause(5)).When(Recover(60)).When(Arrive(61, "host")).Then(HostBack(61)).ThenIn<Phase.Paused>();
        scene.When(Arrive(62, "ada")).When(Resume(65)).When(Choose(80.25, "ada")).Then(Chose(80.25, "ada"), Closed(80.25));
    }

    [Fact]
    public void A_room_that_paused_for_its_host_goes_on_when_he_is_back_after_the_outage() => Question(Plain, ["ada"])
        .When(GoAway(1, "host")).When(Tick(16)).When(Recover(60)).When(Arrive(61, "host")).Then(HostBack(61), Resumed(61));

    [Fact]
    public void Right_after_an_outage_the_few_who_are_back_do_not_close_the_question() => Question(Plain, ["ada", "bob"])
        .When(Recover(1)).When(Arrive(2, "host")).When(Arrive(2, "ada"))
        .When(Choose(3, "ada")).Then(Chose(3, "ada"))
        .When(Tick(10.999)).ThenNothing()
        .When(Tick(11)).Then(Closed(11));

    [Fact]
    public void A_pause_right_after_an_outage_takes_nothing_of_the_time_to_come_back() => Question(Plain, ["ada", "bob"])
        .When(Recover(1)).When(Arrive(2, "host")).When(Arrive(2, "ada")).When(Pause(3)).When(Resume(103)).When(Choose(104, "ada")).Then(Chose(104, "ada"))
        .When(Tick(110.999)).ThenNothing()
        .When(Tick(111)).Then(Closed(111));

    [Fact]
    public void A_room_that_was_empty_when_its_process_died_waits_as_long_as_any_other() => Question(Plain, ["ada"])
        .When(Next(1)).When(GoAway(2, "ada")).When(GoAway(2, "host"))
        .When(Recover(3600)).When(Tick(3615)).Then(Paused(3615, PauseReason.HostAway)).When(Tick(3899.999)).ThenNothing()
        .When(Tick(3900)).Then(Finished(3900, FinishReason.Abandoned));

    [Fact]
    public void Whoever_is_back_in_time_after_an_outage_is_waited_for() => Question(Plain, ["ada", "bob"])
        .When(Recover(1)).When(Arrive(2, "host")).When(Arrive(2, "ada")).When(Choose(3, "ada")).When(Arrive(4, "bob"))
        .When(Tick(11)).ThenNothing()
        .When(Choose(12, "bob")).Then(Chose(12, "bob"), Closed(12));

    [Fact]
    public void Scores_names_and_kicks_outlive_the_outage()
    {
        var scene = Question(Plain, ["ada", "bob"]).When(Choose(10, "ada")).When(Kick(11, "bob")).When(Recover(60)).When(Join(61, "ada")).Then(Back(61, "ada"));
        scene.Player("ada").Score.ShouldBe(750);
        scene.When(Join(62, "bob")).ThenRejected("kicked");
    }
}
