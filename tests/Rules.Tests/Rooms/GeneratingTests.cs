using System.Collections.Immutable;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Quizzes.Given;
using static QuizOrleans.Rules.Tests.Rooms.Commands;
using static QuizOrleans.Rules.Tests.Rooms.Events;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

/// <summary>A room whose questions are being written: promised within 20 s, waited for 3 s longer.</summary>
public class GeneratingTests
{
    private static readonly Question s_one = Single("*a", "b");

    private static Scene Room(RoomSettings? settings = null) => Given().When(Generate(0, settings));

    [Fact]
    public void It_opens_at_once_without_questions() => Room().Then(OpenedEmpty(), Began(0)).ThenIn<Phase.Generating>().State.Questions.ShouldBeEmpty();

    [Fact]
    public void People_join_and_the_questions_make_a_lobby_of_it()
    {
        var scene = Room().Players("ada").When(Furnish(5, s_one, s_one)).Then(Furnished(5, s_one, s_one)).ThenIn<Phase.Lobby>();
        scene.State.Questions.Length.ShouldBe(2);
        scene.State.Furnishing.ShouldBe(new Furnishing(QuestionSource.Model, "ok", ""));
        scene.When(Start(6)).Then(Asked(6, 0));
    }

    [Fact]
    public void A_start_is_remembered_and_the_game_begins_with_the_questions() => Room()
        .When(Start(1)).Then(StartRemembered(1))
        .When(Start(2)).ThenNothing()
        .Players("ada")
        .When(Furnish(5, s_one)).Then(Furnished(5, s_one), Asked(5, 0));

    [Fact]
    public void A_remembered_start_counts_down_where_the_room_does() => Room(new RoomSettings())
        .Players("ada").When(Start(1)).When(Furnish(5, s_one)).Then(Furnished(5, s_one), CountedDown(5, 8));

    [Fact]
    public void With_nobody_to_play_a_remembered_start_leads_to_the_lobby() => Room()
        .When(Start(1)).When(Furnish(5, s_one)).Then(Furnished(5, s_one)).ThenIn<Phase.Lobby>()
        .When(Start(6)).ThenRejected("no_players");

    [Fact]
    public void Questions_come_once() => Room()
        .When(Furnish(5, s_one)).When(Furnish(6, Single("*x", "y"))).ThenRejected("not_allowed_now")
        .State.Questions.Length.ShouldBe(1);

    [Fact]
    public void No_more_are_taken_than_were_asked_for() =>
        Room().When(Furnish(5, s_one, s_one, s_one, s_one)).State.Questions.Length.ShouldBe(3);

    [Fact]
    public void They_are_dealt_by_the_plans_seed()
    {
        var plan = Plan with { ShuffleQuestions = true, ShuffleChoices = true, Seed = 7 };
        ImmutableArray<Question> questions = [Single("*a", "b", "c"), Multiple("*a", "b", "c"), Items("a", "b", "c")];
        var open = new RoomCommand.OpenGenerating(At(0), "Rivers", plan, TimeSpan.FromSeconds(3), Plain, "host", "key");
        var dealt = Given().When(open).When(Furnish(5, [.. questions])).State.Questions;
        var own = PlayedQuestions.Deal(Quiz([.. questions]), true, true, 7);
        dealt.Select(q => (q.Question.Text, string.Join(',', q.Shown))).ShouldBe(own.Select(q => (q.Question.Text, string.Join(',', q.Shown))));
    }

    [Fact]
    public void Nobody_waits_longer_than_the_deadline_and_the_slack() => Room()
        .When(Tick(22.999)).ThenNothing()
        .When(Tick(23)).Then(Overdue(23))
        .When(Tick(24)).ThenNothing()
        .When(Furnish(24, s_one)).Then(Furnished(24, s_one));

    [Fact]
    public void It_wakes_for_that_once()
    {
        RoomClock.NextWake(Room().State).ShouldBe(At(23));
        RoomClock.NextWake(Room().When(Tick(23)).State).ShouldBe(At(6 * 3600));
    }

    [Fact]
    public void An_outage_is_given_back() => Room().When(Arrive(4, "host"))
        .When(Lock(4)).When(Recover(604)).Then(Recovered(604, 600))
        .When(Tick(622.999)).ThenNothing()
        .When(Tick(623)).Then(Overdue(623));

    [Fact]
    public void An_outage_changes_nothing_of_what_is_overdue() =>
        Room().When(Tick(23)).When(Recover(100)).Then(Recovered(100, 0)).ThenIn<Phase.Generating>().State.Phase.ShouldBeOfType<Phase.Generating>().IsOverdue.ShouldBeTrue();

    [Fact]
    public void No_questions_at_all_end_it() => Room().When(Furnish(24)).Then(Finished(24, FinishReason.NoQuestions)).State.CurrentIndex.ShouldBe(-1);

    [Fact]
    public void A_lobbys_rules_hold_while_they_are_written() => Room(Plain with { LateJoin = false })
        .Players("ada", "bob")
        .When(Rename(1, "ada", "Ada L")).ThenIn<Phase.Generating>()
        .When(Choose(1, "ada")).ThenRejected("not_allowed_now")
        .When(Kick(2, "bob")).Then(Kicked(2, "bob"))
        .When(Lock(3)).When(Join(3, "eve")).ThenRejected("room_locked")
        .When(Pause(4)).ThenRejected("not_allowed_now")
        .When(Next(4)).ThenRejected("not_allowed_now")
        .When(End(5)).Then(Finished(5, FinishReason.Ended));

    [Fact]
    public void An_absent_host_pauses_nothing_and_an_empty_room_is_closed() => Room()
        .When(GoAway(1, "host")).When(Tick(16)).ThenNothing()
        .When(Tick(23)).Then(Overdue(23))
        .When(Tick(301)).Then(Finished(301, FinishReason.Abandoned));

    private static RoomEvent.Opened OpenedEmpty() => new RoomEvent.Opened(At(0), "", "Rivers", Plain, [], "host", "key");
}
