using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Rooms.Commands;
using static QuizOrleans.Rules.Tests.Rooms.Events;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

public class HostTests
{
    private static Scene HostAwayAt2 => Question(Plain, ["ada", "bob"]).When(GoAway(2, "host"));

    [Fact]
    public void A_room_without_its_host_pauses_after_the_grace_and_goes_on_when_he_is_back() => HostAwayAt2
        .When(Tick(16.999)).ThenNothing()
        .When(Tick(17)).Then(Paused(17, PauseReason.HostAway))
        .When(Tick(18)).ThenNothing()
        .When(Arrive(27, "host")).Then(HostBack(27), Resumed(27))
        .When(Choose(30.25, "ada")).Then(Chose(30.25, "ada"))
        .When(Choose(30.251, "bob")).ThenRejected("too_late");

    [Fact]
    public void A_host_who_is_back_within_the_grace_pauses_nothing() => HostAwayAt2
        .When(Arrive(16, "host")).Then(HostBack(16)).When(Tick(17)).ThenNothing();

    [Fact]
    public void Automatic_pace_needs_no_host() =>
        Question(Plain with { Pace = Pace.Auto }, ["ada"]).When(GoAway(2, "host")).When(Tick(17)).ThenNothing();

    [Fact]
    public void A_lobby_waits_for_its_host_without_pausing() => Lobby(Plain).Players("ada").When(GoAway(2, "host")).When(Tick(100)).ThenNothing();

    [Fact]
    public void The_return_of_the_host_does_not_undo_his_own_pause() => Question(Plain, ["ada"])
        .When(Pause(1)).Then(Paused(1))
        .When(GoAway(2, "host")).Then(HostAway(2))
        .When(Tick(17)).ThenNothing()
        .When(Arrive(30, "host")).Then(HostBack(30))
        .When(TakeOver(31, "hal")).Then(HostIs(31, "hal")).ThenIn<Phase.Paused>();

    [Fact]
    public void Somebody_with_the_key_takes_over_and_the_room_goes_on() => HostAwayAt2.When(Tick(17))
        .When(TakeOver(20, "hal", "guess")).ThenRejected("wrong_key")
        .When(TakeOver(20, "hal", "")).ThenRejected("wrong_key")
        .When(TakeOver(20, "hal")).Then(HostIs(20, "hal"), Resumed(20))
        .When(new RoomCommand.Pause(At(21), "hal")).Then(Paused(21))
        .When(Resume(22)).ThenRejected("not_host")
        .When(Arrive(22, "host")).ThenRejected("not_a_member");

    [Fact]
    public void A_room_may_be_taken_over_while_its_host_is_there() => Lobby(Plain).Players("ada")
        .When(TakeOver(1, "hal")).Then(HostIs(1, "hal")).When(Start(2)).ThenRejected("not_host");

    [Fact]
    public void A_pause_holds_the_clock_of_the_countdown() => Lobby(new RoomSettings()).Players("ada").When(Start(0))
        .When(Pause(1)).When(Tick(60)).ThenNothing().When(Resume(101))
        .When(Tick(102.999)).ThenNothing().When(Tick(103)).Then(Asked(103, 0));

    [Fact]
    public void A_pause_holds_the_clock_of_the_question()
    {
        var scene = Question(Plain, ["ada"]).When(Pause(5)).When(Choose(6, "ada")).ThenRejected("not_allowed_now").When(Resume(105));
        scene.When(Choose(110, "ada")).Then(Chose(110, "ada"), Closed(110));
        scene.Result("ada").Points.ShouldBe(750);
        scene.Player("ada").AnswerTime.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_pause_holds_the_clock_of_the_reveal() => Question(Plain with { Pace = Pace.Auto }, ["ada"])
        .When(Next(1)).When(Pause(3)).When(Resume(103)).When(Tick(106.999)).ThenNothing().When(Tick(107)).Then(Asked(107, 1));

    [Fact]
    public void A_pause_in_a_reveal_that_waits_for_the_host_goes_on_waiting() => Question(Plain, ["ada"])
        .When(Next(1)).When(Pause(3)).When(Resume(103)).ThenIn<Phase.Reveal>().When(Tick(500)).ThenNothing();

    [Fact]
    public void The_last_one_missing_who_goes_in_a_pause_closes_the_question_when_it_ends() => Question(Plain, ["ada", "bob"])
        .When(Choose(1, "ada")).When(Pause(2)).When(Leave(3, "bob")).Then(Left(3, "bob"))
        .When(Resume(4)).Then(Resumed(4)).When(Tick(4)).Then(Closed(4));

    [Fact]
    public void Two_pauses_add_up() => Question(Plain, ["ada"])
        .When(Pause(5)).When(Resume(15)).When(Pause(20)).When(Resume(40)).When(Tick(50.249)).ThenNothing().When(Tick(50.25)).Then(Closed(50.25));

    [Fact]
    public void Players_come_and_go_in_a_pause_and_the_count_stays_right()
    {
        var scene = Question(Plain, ["ada", "bob", "carol"]).When(Choose(1, "ada")).When(Pause(2)).When(GoAway(3, "ada")).When(Leave(4, "bob")).When(Resume(5));
        scene.State.Phase.ShouldBeOfType<Phase.Asking>().AnsweredPresent.ShouldBe(0);
        scene.When(Arrive(6, "ada")).State.Phase.ShouldBeOfType<Phase.Asking>().AnsweredPresent.ShouldBe(1);
        scene.When(Choose(7, "carol")).Then(Chose(7, "carol"), Closed(7));
    }
}
