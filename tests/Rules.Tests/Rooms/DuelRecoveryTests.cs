using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Rooms.Commands;
using static QuizOrleans.Rules.Tests.Rooms.DuelScenes;
using static QuizOrleans.Rules.Tests.Rooms.Events;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

/// <summary>An outage is a pause for a duel too.</summary>
public class DuelRecoveryTests
{
    [Fact]
    public void The_question_and_the_match_time_go_on_where_they_were()
    {
        var scene = Playing(Duel().Lasting(31)).When(Choose(5, "ada")).When(Recover(65)).Then(Recovered(65, 60)).When(Arrive(66, "ada")).When(Arrive(66, "bob"));
        scene.State.MatchEndsAt.ShouldBe(At(91));
        scene.When(Tick(90.249)).ThenNothing().When(Tick(90.25)).Then(Closed(90.25, 0, 93.25)).When(Tick(91)).Then(Finished(91, FinishReason.TimeUp));
    }

    [Fact]
    public void Who_comes_back_in_time_has_lost_nothing() => Playing(Duel())
        .When(Recover(3600)).When(Arrive(3614, "ada")).When(Arrive(3614.9, "bob")).When(Tick(3615)).ThenNothing();

    [Fact]
    public void Who_does_not_come_back_forfeits_after_a_whole_grace() => Playing(Duel())
        .When(Recover(3600)).When(Arrive(3601, "ada")).When(Tick(3614.999)).ThenNothing()
        .When(Tick(3615)).Then(Closed(3615, 0, 3618), Finished(3615, FinishReason.Forfeited, "bob"));

    [Fact]
    public void Who_was_away_already_has_a_whole_grace_again() => Playing(Duel())
        .When(GoAway(1, "bob")).When(Recover(3600)).When(Arrive(3601, "ada")).When(Tick(3614.999)).ThenNothing()
        .When(Arrive(3615, "bob")).Then(Back(3615, "bob"));

    [Fact]
    public void When_neither_comes_back_nobody_wins() =>
        Playing(Duel()).When(Recover(3600)).When(Tick(3615)).Then(Closed(3615, 0, 3618), Finished(3615, FinishReason.Abandoned));

    [Fact]
    public void The_countdown_goes_on_where_it_was() =>
        Playing(Duel().CountedDown()).When(Recover(60)).When(Tick(62.999)).ThenNothing().When(Tick(63)).Then(Asked(63, 0, 30));

    [Fact]
    public void Seats_are_waited_for_anew() => Open(Duel())
        .When(Join(1, "ada")).When(Recover(60)).When(Tick(69.999)).ThenNothing()
        .When(Tick(70)).Then(Finished(70, FinishReason.NoShow, "bob"));

    [Fact]
    public void A_machine_is_there_again_at_once_with_what_it_has_answered()
    {
        var scene = Open(Duel(Ada, Machine(SeatKind.Bot, (0, 2), (0, 5)))).Players("ada").When(Tick(2)).When(Recover(60)).When(Tick(60)).ThenNothing();
        (scene.Player("bot").Connected, scene.Player("bot").AwaySince, scene.State.Present).ShouldBe((true, null, 1));
        scene.State.Phase.ShouldBeOfType<Phase.Asking>().AnsweredPresent.ShouldBe(1);
        scene.When(Arrive(61, "ada")).When(Choose(62, "ada")).Then(Chose(62, "ada"), Closed(62, 0, 65));
        scene.When(Tick(65)).When(Tick(69.999)).ThenNothing().When(Tick(70)).Outcome.ShouldBe("answer");
    }

    [Fact]
    public void A_machines_plan_is_paused_too() => Open(Duel(Ada, Machine(SeatKind.Bot, (0, 20)))).Players("ada")
        .When(Recover(60)).When(Arrive(61, "ada")).When(Tick(79.999)).ThenNothing().When(Tick(80)).Then(Chose(80, "bot"));
}
