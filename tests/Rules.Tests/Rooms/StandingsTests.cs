using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Rooms.Commands;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

public class StandingsTests
{
    private static readonly RoomSettings NoSpeed = Plain with { Scoring = ScoringRule.NoSpeed };

    [Fact]
    public void The_higher_score_is_ahead() => Table(Question(Plain, ["ada", "bob", "carol"])
        .When(Choose(1, "carol")).When(Choose(2, "ada")).When(Choose(3, "bob", 1))).ShouldBe("1 carol, 2 ada, 3 bob");

    [Fact]
    public void At_the_same_score_the_shorter_answer_time_is_ahead() => Table(Question(NoSpeed, ["ada", "bob"])
        .When(Choose(2, "ada")).When(Choose(1, "bob")).When(Next(3))).ShouldBe("1 bob, 2 ada");

    [Fact]
    public void Still_equal_they_share_a_rank_and_the_next_one_is_left_out() => Table(Question(NoSpeed, ["ada", "bob", "carol"])
        .When(Choose(1, "bob")).When(Choose(1, "ada")).When(Choose(2, "carol"))).ShouldBe("1 ada, 1 bob, 3 carol");

    [Fact]
    public void An_unanswered_question_counts_its_whole_time()
    {
        var scene = Question(NoSpeed, ["ada", "bob"]).When(Choose(19, "ada", 1)).When(Tick(21));
        Table(scene).ShouldBe("1 ada, 2 bob");
        scene.Player("bob").AnswerTime.ShouldBe(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void An_answer_within_the_grace_counts_the_whole_time_and_no_more() =>
        Question(NoSpeed, ["ada"]).When(Choose(20.2, "ada")).Player("ada").AnswerTime.ShouldBe(TimeSpan.FromSeconds(20));

    [Fact]
    public void Whoever_comes_late_has_the_time_of_what_he_missed()
    {
        var scene = Question(NoSpeed, ["ada", "bob"]).When(Choose(1, "ada")).When(Next(2)).When(Join(3, "carol"));
        scene.Player("carol").AnswerTime.ShouldBe(TimeSpan.FromSeconds(20));
        Table(scene).ShouldBe("1 ada, 2 bob, 2 carol");
        scene.When(Next(4)).When(Join(5, "dan")).When(Choose(6, "ada", 0, 1)).When(Next(7));
        scene.State.Players.Values.Where(p => p.Id != "ada").ShouldAllBe(p => p.AnswerTime == TimeSpan.FromSeconds(40) && p.Rank == 2);
    }

    [Fact]
    public void Extra_time_costs_nobody_a_rank()
    {
        var scene = Lobby(NoSpeed).Players("ada", "bob").When(ExtraTime(0, "ada", 2)).When(Start(0)).When(Choose(5, "bob")).When(Choose(10, "ada"));
        Table(scene).ShouldBe("1 ada, 1 bob");
        scene.When(Next(20)).When(Next(70));
        scene.Player("ada").AnswerTime.ShouldBe(TimeSpan.FromSeconds(25));
    }

    [Fact]
    public void When_somebody_leaves_the_others_move_up() => Table(Question(Plain, ["ada", "bob", "carol"])
        .When(Choose(1, "carol")).When(Choose(2, "ada")).When(Choose(3, "bob", 1)).When(Leave(4, "carol"))).ShouldBe("1 ada, 2 bob");

    [Fact]
    public void Before_the_first_close_everybody_is_first() => Table(Lobby(Plain).Players("ada", "bob").When(Leave(1, "ada")).When(Join(2, "dan"))).ShouldBe("1 bob, 1 dan");

    private static string Table(Scene scene) => string.Join(", ", scene.State.Table.Select(id => $"{scene.Player(id).Rank} {id}"));
}
