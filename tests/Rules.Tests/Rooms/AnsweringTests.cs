using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Quizzes.Given;
using static QuizOrleans.Rules.Tests.Rooms.Commands;
using static QuizOrleans.Rules.Tests.Rooms.Events;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

public class AnsweringTests
{
    private static readonly string[] Two = ["ada", "bob"];

    [Fact]
    public void One_answer_each() => Question(Plain, Two)
        .When(Choose(1, "ada", 1)).Then(Chose(1, "ada", 1))
        .When(Choose(2, "ada")).ThenRejected("already_answered");

    [Fact]
    public void An_answer_in_the_last_moment_of_the_grace_counts() => Question(Plain, Two).When(Choose(20.25, "ada")).Then(Chose(20.25, "ada"));

    [Fact]
    public void A_millisecond_after_the_grace_is_too_late() => Question(Plain, Two).When(Choose(20.251, "ada")).ThenRejected("too_late");

    [Fact]
    public void In_the_grace_an_answer_scores_as_if_in_the_last_moment() =>
        Question(Plain, Two).When(Choose(20.25, "ada")).When(Tick(20.25)).Result("ada").Points.ShouldBe(500);

    [Fact]
    public void The_question_stays_open_through_the_grace() => Question(Plain, Two).When(Tick(20.249)).ThenNothing().When(Tick(20.25)).Then(Closed(20.25));

    [Fact]
    public void Everyone_answered_closes_the_question() => Question(Plain, Two)
        .When(Choose(1, "ada")).Then(Chose(1, "ada"))
        .When(Choose(2, "bob")).Then(Chose(2, "bob"), Closed(2));

    [Fact]
    public void Somebody_who_is_away_is_not_waited_for() => Question(Plain, Two)
        .When(GoAway(1, "bob")).Then(Away(1, "bob"))
        .When(Choose(2, "ada")).Then(Chose(2, "ada"), Closed(2));

    [Fact]
    public void Somebody_who_came_late_is_waited_for() => Question(Plain, ["ada"])
        .When(Join(1, "bob")).Then(Seated(1, "bob"))
        .When(Choose(2, "ada")).Then(Chose(2, "ada"))
        .When(Choose(3, "bob")).Then(Chose(3, "bob"), Closed(3));

    [Fact]
    public void The_last_one_missing_closes_the_question_by_leaving() =>
        Question(Plain, Two).When(Choose(1, "ada")).When(Leave(2, "bob")).Then(Left(2, "bob"), Closed(2));

    [Fact]
    public void The_last_one_missing_closes_the_question_by_going_away() =>
        Question(Plain, Two).When(Choose(1, "ada")).When(GoAway(2, "bob")).Then(Away(2, "bob"), Closed(2));

    [Fact]
    public void The_last_one_missing_closes_the_question_by_being_kicked() =>
        Question(Plain, Two).When(Choose(1, "ada")).When(Kick(2, "bob")).Then(Kicked(2, "bob"), Closed(2));

    [Fact]
    public void Somebody_who_has_answered_may_go_and_the_question_stays_open() => Question(Plain, ["ada", "bob", "carol"])
        .When(Choose(1, "ada")).When(GoAway(2, "ada")).Then(Away(2, "ada"))
        .When(Choose(3, "bob")).Then(Chose(3, "bob"))
        .When(Arrive(4, "ada")).Then(Back(4, "ada"))
        .When(Choose(5, "carol")).Then(Chose(5, "carol"), Closed(5));

    [Fact]
    public void When_all_leave_unanswered_the_question_waits_for_them() =>
        Question(Plain, Two).When(GoAway(1, "ada")).Then(Away(1, "ada")).When(GoAway(2, "bob")).Then(Away(2, "bob"));

    [Fact]
    public void A_changed_answer_counts_alone_and_at_its_own_time()
    {
        var scene = Question(Plain with { ChangeAnswers = true }, Two).When(Choose(1, "ada", 1)).When(Choose(10, "ada")).Then(Chose(10, "ada"));
        scene.When(Tick(20.25)).Then(Closed(20.25));
        scene.Result("ada").ShouldBe(new QuestionResult(true, 750, 1));
        scene.Player("ada").AnswerTime.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_right_answer_changed_to_a_wrong_one_is_wrong() => Question(Plain with { ChangeAnswers = true }, Two)
        .When(Choose(1, "ada")).When(Choose(2, "ada", 1)).When(Tick(21)).Result("ada").ShouldBe(new QuestionResult(false, 0, 0));

    [Fact]
    public void Where_answers_may_be_changed_the_question_stays_open() => Question(Plain with { ChangeAnswers = true }, Two)
        .When(Choose(1, "ada")).Then(Chose(1, "ada"))
        .When(Choose(2, "bob")).Then(Chose(2, "bob"))
        .When(Choose(3, "bob", 2)).Then(Chose(3, "bob", 2));

    [Fact]
    public void An_answer_to_another_question_says_so() => Question(Plain, Two)
        .When(Choose(1, "ada", 0, 1)).ThenRejected("wrong_question")
        .When(Next(2)).When(Next(3)).When(Choose(4, "ada")).ThenRejected("too_late");

    [Fact]
    public void An_answer_after_the_close_is_too_late_even_in_a_pause() => Question(Plain, Two)
        .When(Next(2)).When(Pause(3)).When(Choose(4, "ada")).ThenRejected("too_late");

    [Fact]
    public void Only_members_answer() => Question(Plain, Two)
        .When(Choose(1, "eve")).ThenRejected("not_a_member")
        .When(Choose(1, "host")).ThenRejected("not_a_member");

    [Fact]
    public void An_answer_of_the_wrong_shape_is_refused() => Question(Plain, Two)
        .When(Choose(1, "ada", 3)).ThenRejected("invalid_answer")
        .When(Answers(1, "ada", Ids(0, 1))).ThenRejected("invalid_answer")
        .When(Answers(1, "ada", InOrder(0))).ThenRejected("invalid_answer");

    [Fact]
    public void Extra_time_moves_a_players_deadline_and_nobody_elses()
    {
        var scene = Lobby(Plain).Players("ada", "bob").When(ExtraTime(0, "ada", 1.5)).When(Start(0));
        scene.When(Choose(20.251, "bob")).ThenRejected("too_late");
        scene.When(Tick(30.249)).ThenNothing();
        scene.When(Choose(30.25, "ada")).Then(Chose(30.25, "ada"));
    }

    [Fact]
    public void Extra_time_scales_the_score_too() => Lobby(Plain).Players("ada", "bob").When(ExtraTime(0, "ada", 2)).When(Start(0))
        .When(Choose(20, "ada")).When(Tick(40.25)).Then(Closed(40.25)).Result("ada").Points.ShouldBe(750);

    [Fact]
    public void Extra_time_holds_from_the_next_question_on()
    {
        var scene = Question(Plain, ["ada"]).When(ExtraTime(1, "ada", 2));
        scene.When(Choose(20.251, "ada")).ThenRejected("too_late").When(Tick(20.251)).When(Next(21));
        scene.When(Choose(60, "ada", 0, 1)).Then(Chose(60, "ada", 0, 1), Closed(60, 1));
    }

    [Theory]
    [InlineData(0.99)]
    [InlineData(3.01)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Extra_time_is_one_to_three_times(double factor) =>
        Lobby(Plain).Players("ada").When(ExtraTime(0, "ada", factor)).ThenRejected("invalid_argument");

    [Fact]
    public void Extra_time_is_for_players_of_the_room() => Lobby(Plain).When(ExtraTime(0, "eve", 2)).ThenRejected("player_not_found");
}
