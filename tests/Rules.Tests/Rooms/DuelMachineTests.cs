using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Rooms.Commands;
using static QuizOrleans.Rules.Tests.Rooms.DuelScenes;
using static QuizOrleans.Rules.Tests.Rooms.Events;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

/// <summary>Duels against a recording, and recordings of duels.</summary>
public class DuelMachineTests
{
    [Fact]
    public void It_begins_when_the_person_is_seated() => Open(Duel(Ada, Machine(SeatKind.Ghost, (0, 2))))
        .When(Tick(60)).ThenNothing().When(Join(61, "ada")).Then(Seated(61, "ada"), Asked(61, 0, 30));

    [Fact]
    public void It_is_no_company_a_person_who_never_comes_leaves_the_room_empty()
    {
        Open(Duel(Ada, Machine(SeatKind.Ghost))).When(Tick(299.999)).ThenNothing().When(Tick(300)).Then(Finished(300, FinishReason.Abandoned));
        Open(Duel(Ada, Machine(SeatKind.Ghost))).When(Recover(100)).When(Tick(399.999)).ThenNothing().When(Tick(400)).Then(Finished(400, FinishReason.Abandoned));
    }

    [Fact]
    public void A_ghost_plays_its_recording_at_its_times() => Open(Duel(Ada, Machine(SeatKind.Ghost, (1, 2.5), (0, 7), (-1, 0)))).Players("ada")
        .When(Tick(2.499)).ThenNothing().When(Tick(2.5)).Then(Chose(2.5, "bot", 1)).When(Tick(3)).ThenNothing()
        .When(Choose(4, "ada")).Then(Chose(4, "ada"), Closed(4, 0, 7)).When(Tick(7)).Then(Asked(7, 1, 30))
        .When(Choose(8, "ada", 1, 1)).Then(Chose(8, "ada", 1, 1))
        .When(Tick(14)).Then(Chose(14, "bot", 0, 1), Closed(14, 1, 17)).When(Tick(17)).Then(Asked(17, 2, 30))
        .When(Choose(18, "ada", 0, 2)).Then(Chose(18, "ada", 0, 2))
        .When(Tick(47.249)).ThenNothing().When(Tick(47.25)).Then(Closed(47.25, 2, 50.25))
        .When(Tick(50.25)).Then(Finished(50.25)).Winner().ShouldBe("ada");

    [Fact]
    public void An_answer_that_counted_in_its_last_moment_counts_again() => Open(Duel(Ada, Machine(SeatKind.Ghost, (0, 30.25)))).Players("ada")
        .When(Tick(30.249)).ThenNothing().When(Tick(30.25)).Then(Chose(30.25, "bot"))
        .When(Tick(30.25)).Then(Closed(30.25, 0, 33.25)).Result("bot").Right.ShouldBeTrue();

    [Fact]
    public void A_machine_without_a_plan_answers_nothing() =>
        Open(Duel(Ada, new Seat("bot", "Quizbot", Rating.Unknown, SeatKind.Bot))).Players("ada").When(Tick(30)).ThenNothing().When(Tick(30.25)).Then(Closed(30.25, 0, 33.25));

    [Fact]
    public void Who_leaves_a_machine_loses_to_it() =>
        Open(Duel(Ada, Machine(SeatKind.Bot))).Players("ada").When(Leave(1, "ada")).Then(Closed(1, 0, 4), Finished(1, FinishReason.Forfeited, "ada")).Winner().ShouldBe("bot");

    [Fact]
    public void A_duels_recording_has_its_answers_and_times()
    {
        var events = Played();
        var ada = Recording.Of(events, "ada").ShouldNotBeNull();
        (ada.Category, ada.Player.PlayerId, ada.Questions.Length).ShouldBe(("science", "ada", 3));
        ada.Answers.ShouldBe([new(Quizzes.Given.Ids(0), TimeSpan.FromSeconds(1.5)), new(Quizzes.Given.Ids(2), TimeSpan.FromSeconds(2)), new(null, TimeSpan.Zero)]);
        Recording.Of(events, "bob").ShouldNotBeNull().Answers.Select(a => a.After.TotalSeconds).ShouldBe([2, 3, 4]);
    }

    [Fact]
    public void A_ghost_of_the_recording_scores_what_its_player_scored()
    {
        var recording = Recording.Of(Played(), "ada").ShouldNotBeNull();
        var scene = new Scene().When(new RoomCommand.OpenDuel(
            At(0), "Science", recording.Questions, Duel(Bob, recording.Player with { PlayerId = "ghost", Kind = SeatKind.Ghost, Plan = recording.Answers }))).Players("bob");
        while (RoomClock.NextWake(scene.State) is { } wake) scene.When(new RoomCommand.Tick(wake));
        (scene.End().Reason, scene.Player("ghost").Score).ShouldBe((FinishReason.Completed, 10));
    }

    [Fact]
    public void There_is_no_recording_of_what_is_not_over_was_not_played_or_of_a_stranger()
    {
        var events = Played();
        Recording.Of([], "ada").ShouldBeNull();
        Recording.Of(events[..^1], "ada").ShouldBeNull();
        Recording.Of(events, "eve").ShouldBeNull();
        Recording.Of([events[0], Seated(1, "ada"), Finished(10, FinishReason.NoShow, "bob")], "ada").ShouldBeNull();
    }

    /// <summary>Ada answers at 1.5 s, at 2 s (in the midst of an outage of 60 s) and not at all; bob at 2, 3 and 4 s.</summary>
    private static RoomEvent[] Played()
    {
        var settings = Duel();
        return
        [
            new RoomEvent.Opened(At(0), "", "Science", settings, [.. Enumerable.Repeat(Quizzes.Given.Played(Quizzes.Given.Single("*a", "b", "c")), 3)], "", ""),
            Seated(0, "ada"), Seated(0, "bob"), Asked(0, 0, 30), Chose(1.5, "ada"), Chose(2, "bob"), Closed(2, 0, 5),
            Asked(5, 1, 30), Recovered(65, 60), Back(65, "ada"), Back(65, "bob"), Chose(67, "ada", 2, 1), Chose(68, "bob", 0, 1), Closed(68, 1, 71),
            Asked(71, 2, 30), Chose(75, "bob", 0, 2), Closed(101.25, 2, 104.25), Finished(104.25),
        ];
    }
}
