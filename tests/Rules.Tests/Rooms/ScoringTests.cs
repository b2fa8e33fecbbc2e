using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Quizzes.Given;
using static QuizOrleans.Rules.Tests.Rooms.Commands;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

public class ScoringTests
{
    private static readonly string[] Three = ["ada", "bob", "carol"];

    private static int Points(ScoringRule rule, int worth, double elapsed, double credit = 1) => Scoring.Points(
        Plain with { Scoring = rule }, Single("*a", "b") with { Points = worth }, credit, TimeSpan.FromSeconds(elapsed), TimeSpan.FromSeconds(20));

    [Theory]
    [InlineData(1000, 0, 1000)]
    [InlineData(1000, 0.499, 1000)]
    [InlineData(1000, 0.5, 988)]
    [InlineData(1000, 1, 975)]
    [InlineData(1000, 10, 750)]
    [InlineData(1000, 20, 500)]
    [InlineData(1000, 20.25, 500)]
    [InlineData(1000, 5.14, 872)] // 871.5
    [InlineData(2000, 1.39, 1931)] // 1930.5
    [InlineData(2000, 0.499, 2000)]
    [InlineData(2000, 10, 1500)]
    [InlineData(2000, 20, 1000)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 10, 0)]
    public void Timed_earns_from_the_whole_down_to_half(int worth, double elapsed, int points) => Points(ScoringRule.Timed, worth, elapsed).ShouldBe(points);

    [Theory]
    [InlineData(1000, 10)]
    [InlineData(2000, 20)]
    [InlineData(0, 0)]
    public void Flat_earns_the_same_whenever_it_came(int worth, int points)
    {
        Points(ScoringRule.Flat, worth, 0).ShouldBe(points);
        Points(ScoringRule.Flat, worth, 20).ShouldBe(points);
    }

    [Fact]
    public void Flat_points_are_the_rooms_own() =>
        Question(Plain with { Scoring = ScoringRule.Flat, FlatPoints = 7 }, ["ada"]).When(Choose(9, "ada")).Result("ada").Points.ShouldBe(7);

    [Theory]
    [InlineData(1000)]
    [InlineData(2000)]
    [InlineData(0)]
    public void Without_speed_a_question_earns_its_points(int worth) => Points(ScoringRule.NoSpeed, worth, 20).ShouldBe(worth);

    [Fact]
    public void A_wrong_or_missing_answer_earns_nothing()
    {
        var scene = Question(Plain, Three).When(Choose(1, "ada", 1)).When(Next(2));
        scene.Result("ada").ShouldBe(new QuestionResult(false, 0, 0));
        scene.Result("bob").ShouldBe(new QuestionResult(false, 0, 0));
    }

    [Fact]
    public void Partial_credit_takes_its_share_of_the_timed_points()
    {
        var scene = Question(Plain with { PartialCredit = true }, Three, Multiple("*a", "*b", "c", "d"))
            .When(Answers(10, "ada", Ids(0))).When(Answers(10, "bob", Ids(0, 1, 2))).When(Answers(10, "carol", Ids(0, 1)));
        scene.Result("ada").ShouldBe(new QuestionResult(false, 375, 0));
        scene.Result("bob").ShouldBe(new QuestionResult(false, 375, 0));
        scene.Result("carol").ShouldBe(new QuestionResult(true, 750, 1));
    }

    [Fact]
    public void Without_partial_credit_half_is_nothing() =>
        Question(Plain, ["ada"], Multiple("*a", "*b", "c")).When(Answers(10, "ada", Ids(0))).Result("ada").Points.ShouldBe(0);

    [Fact]
    public void A_streak_earns_100_more_each_time_and_500_at_most() => Bonuses(Plain with { StreakBonus = true, Scoring = ScoringRule.NoSpeed })
        .ShouldBe([1000, 1100, 1200, 1300, 1400, 1500, 1500, 1500]);

    [Fact]
    public void A_streak_earns_nothing_more_under_flat_scoring() => Bonuses(Plain with { StreakBonus = true, Scoring = ScoringRule.Flat })
        .ShouldBe(Enumerable.Repeat(10, 8));

    [Fact]
    public void A_streak_earns_nothing_more_where_the_room_gives_no_bonus() =>
        Bonuses(Plain with { Scoring = ScoringRule.NoSpeed }).ShouldBe(Enumerable.Repeat(1000, 8));

    [Theory]
    [InlineData(1)]
    [InlineData(null)]
    public void A_wrong_or_missing_answer_ends_the_streak(int? choice)
    {
        var scene = Question(Plain with { StreakBonus = true, Scoring = ScoringRule.NoSpeed }, ["ada", "bob"], [.. Enumerable.Repeat(Single("*a", "b"), 3)]);
        scene.When(Choose(1, "ada")).When(Next(2)).When(Next(3));
        if (choice is { } wrong) scene.When(Choose(4, "ada", wrong, 1));
        scene.When(Next(5)).When(Next(6)).When(Choose(7, "ada", 0, 2)).When(Next(8)).Result("ada").ShouldBe(new QuestionResult(true, 1000, 1));
    }

    [Fact]
    public void A_poll_and_a_question_for_no_points_neither_earn_nor_end_a_streak()
    {
        var scene = Question(
            Plain with { StreakBonus = true, Scoring = ScoringRule.NoSpeed }, ["ada"],
            Single("*a", "b"), Poll("x", "y"), Single("*a", "b") with { Points = 0 }, Slide(), Single("*a", "b"));
        scene.When(Choose(1, "ada")).When(Next(2));
        scene.When(Choose(3, "ada", 1, 1)).Result("ada").ShouldBe(new QuestionResult(false, 0, 1));
        scene.When(Next(4)).When(Choose(5, "ada", 1, 2)).Result("ada").ShouldBe(new QuestionResult(false, 0, 1));
        scene.When(Next(6)).When(Next(7)).When(Choose(8, "ada", 0, 4)).Result("ada").ShouldBe(new QuestionResult(true, 1100, 2));
        scene.Player("ada").ShouldSatisfyAllConditions(p => p.Score.ShouldBe(2100), p => p.Answered.ShouldBe(2), p => p.AnswerTime.ShouldBe(TimeSpan.FromSeconds(2)));
        scene.State.AskedTime.ShouldBe(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public void Of_numbers_the_nearest_earns_and_so_does_one_just_as_near()
    {
        var scene = Question(Plain with { Scoring = ScoringRule.NoSpeed }, Three, Number(100, rule: NumberRule.Nearest))
            .When(Answers(1, "ada", new NumberAnswer(95))).When(Answers(2, "bob", new NumberAnswer(105))).When(Answers(3, "carol", new NumberAnswer(106)));
        scene.Result("ada").ShouldBe(new QuestionResult(true, 1000, 1));
        scene.Result("bob").ShouldBe(new QuestionResult(true, 1000, 1));
        scene.Result("carol").ShouldBe(new QuestionResult(false, 0, 0));
    }

    [Fact]
    public void The_answer_of_somebody_who_was_kicked_is_not_the_nearest() =>
        Question(Plain with { Scoring = ScoringRule.NoSpeed }, Three, Number(100, rule: NumberRule.Nearest))
            .When(Answers(1, "ada", new NumberAnswer(100))).When(Answers(2, "bob", new NumberAnswer(90))).When(Kick(3, "ada"))
            .When(Next(4)).Result("bob").Right.ShouldBeTrue();

    private static List<int> Bonuses(RoomSettings settings)
    {
        var scene = Question(settings, ["ada"], [.. Enumerable.Repeat(Single("*a", "b"), 8)]);
        var points = new List<int>();
        for (var i = 0; i < 8; i++)
        {
            points.Add(scene.When(Choose((2 * i) + 1, "ada", 0, i)).Result("ada").Points);
            scene.When(Next((2 * i) + 2));
        }

        scene.Player("ada").Score.ShouldBe(points.Sum());
        return points;
    }
}
