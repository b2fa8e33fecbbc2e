using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Quizzes.Given;
using static QuizOrleans.Rules.Tests.Rooms.Commands;
using static QuizOrleans.Rules.Tests.Rooms.Events;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

public class RoomClockTests
{
    private const double Lifetime = 6 * 3600;

    private static void Wakes(Scene scene, double? at) => RoomClock.NextWake(scene.State).ShouldBe(at is { } seconds ? At(seconds) : null);

    [Fact]
    public void A_room_that_is_not_open_or_over_sleeps()
    {
        Wakes(Given(), null);
        Wakes(Lobby(Plain).When(End(1)), null);
    }

    [Fact]
    public void A_lobby_wakes_at_the_end_of_its_life() => Wakes(Lobby(Plain), Lifetime);

    [Fact]
    public void A_countdown_wakes_at_its_end() => Wakes(Lobby(new RoomSettings()).Players("ada").When(Start(1)), 4);

    [Fact]
    public void A_question_wakes_after_its_grace() => Wakes(Question(Plain, ["ada"]), 20.25);

    [Fact]
    public void Extra_time_keeps_the_question_open() =>
        Wakes(Lobby(Plain).Players("ada", "bob").When(ExtraTime(0, "ada", 2.5)).When(Start(0)), 50.25);

    [Fact]
    public void Extra_time_that_nobody_can_use_any_more_keeps_nothing_open()
    {
        Scene room = Lobby(Plain).Players("ada", "bob").When(ExtraTime(0, "ada", 2.5)).When(Start(0));
        Wakes(room.When(Choose(3, "ada")), 20.25);
        Wakes(Lobby(Plain).Players("ada", "bob").When(ExtraTime(0, "ada", 2.5)).When(Start(0)).When(Leave(3, "ada")), 20.25);
    }

    [Fact]
    public void Extra_time_waits_for_an_owner_who_is_away_for_a_moment() =>
        Wakes(Lobby(Plain).Players("ada", "bob").When(ExtraTime(0, "ada", 2.5)).When(Start(0)).When(GoAway(3, "ada")), 50.25);

    [Fact]
    public void Extra_time_may_be_used_to_change_an_answer_where_that_is_allowed() => Wakes(
        Lobby(Plain with { ChangeAnswers = true }).Players("ada", "bob").When(ExtraTime(0, "ada", 2.5)).When(Start(0)).When(Choose(3, "ada")), 50.25);

    [Fact]
    public void A_slide_wakes_in_automatic_pace_only()
    {
        Wakes(Question(Plain, ["ada"], Slide()), Lifetime);
        Wakes(Question(Plain with { Pace = Pace.Auto }, ["ada"], Slide()), 20.25);
    }

    [Fact]
    public void A_reveal_wakes_in_automatic_pace_only()
    {
        Wakes(Question(Plain, ["ada"]).When(Next(1)), Lifetime);
        Wakes(Question(Plain with { Pace = Pace.Auto }, ["ada"]).When(Next(1)), 7);
    }

    [Fact]
    public void A_pause_wakes_at_the_end_of_the_rooms_life() => Wakes(Question(Plain, ["ada"]).When(Pause(1)), Lifetime);

    [Fact]
    public void A_missing_host_wakes_the_room() => Wakes(Question(Plain, ["ada"]).When(GoAway(1, "host")), 16);

    [Fact]
    public void An_empty_room_wakes_to_close() => Wakes(Lobby(Plain).Players("ada").When(GoAway(1, "host")).When(GoAway(2, "ada")), 302);

    [Fact]
    public void A_room_with_nobody_in_it_is_closed_after_five_minutes() => Lobby(Plain).Players("ada")
        .When(GoAway(1, "ada")).When(GoAway(10, "host"))
        .When(Tick(309.999)).ThenNothing()
        .When(Tick(310)).Then(Finished(310, FinishReason.Abandoned));

    [Fact]
    public void Somebody_who_looks_in_keeps_the_room_open() => Lobby(Plain).Players("ada")
        .When(GoAway(1, "ada")).When(GoAway(10, "host")).When(Arrive(300, "ada")).When(GoAway(301, "ada"))
        .When(Tick(310)).ThenNothing()
        .When(Tick(601)).Then(Finished(601, FinishReason.Abandoned));

    [Fact]
    public void An_empty_room_is_closed_in_a_pause_too() => Question(Plain, ["ada"])
        .When(GoAway(1, "ada")).When(GoAway(2, "host")).When(Tick(17)).Then(Paused(17, PauseReason.HostAway))
        .When(Tick(302)).Then(Resumed(302), Closed(302), Finished(302, FinishReason.Abandoned));

    [Fact]
    public void Every_room_is_closed_at_the_end_of_its_life() => Question(Plain, ["ada"])
        .When(Next(1)).When(Tick(Lifetime - 0.001)).ThenNothing().When(Tick(Lifetime)).Then(Finished(Lifetime, FinishReason.Abandoned));

    [Fact]
    public void A_room_that_is_closed_counts_what_has_been_answered()
    {
        var scene = Question(Plain, ["ada", "bob"]).When(Choose(10, "ada")).When(Pause(11)).When(Tick(Lifetime))
            .Then(Resumed(Lifetime), Closed(Lifetime), Finished(Lifetime, FinishReason.Abandoned));
        scene.Player("ada").Score.ShouldBe(750);
    }
}
