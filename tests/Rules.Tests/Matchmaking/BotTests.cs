using FsCheck.Fluent;
using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Tests.Quizzes;

namespace QuizOrleans.Rules.Tests.Matchmaking;

public class BotTests
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1500, Difficulty.Unset)]
    [InlineData(1500, Difficulty.Easy)]
    [InlineData(1500, Difficulty.Hard)]
    [InlineData(1100, Difficulty.Medium)]
    [InlineData(2000, Difficulty.Medium)]
    public void It_is_right_as_often_as_its_rating_says_and_when_it_guesses_well(double rating, Difficulty difficulty)
    {
        var question = Given.Played(Given.Single("*a", "b", "c", "d") with { Difficulty = difficulty });
        var knows = 1 / (1 + Math.Pow(10, (Bot.RatingOf(question.Question) - rating) / 400));
        Right(question, rating).ShouldBe(knows + ((1 - knows) / 4), 0.015);
    }

    [Fact]
    public void Where_there_is_nothing_to_guess_from_it_is_right_only_when_it_knows()
    {
        Right(Given.Played(Given.Typed("Paris")), 1500).ShouldBe(0.5, 0.015);
        Right(Given.Played(Given.Number(42)), 1100).ShouldBe(1 / 11.0, 0.015);
    }

    [Fact]
    public void A_better_bot_is_right_more_often() =>
        new[] { 1000.0, 1300, 1600, 1900 }.Select(rating => Right(Given.Played(Given.Single("*a", "b")), rating)).ShouldBeInOrder();

    [Fact]
    public void Whatever_is_asked_its_answer_has_the_questions_shape() => Arbitrary.Holds(
        from question in Arbitrary.Question from seed in Gen.Choose(0, 9999) select (question, seed), c =>
    {
        var played = PlayedQuestions.Deal(Given.Quiz(c.question), false, true, (ulong)c.seed)[0];
        if (Bot.Plan([played], 1000 + (c.seed % 1000), Time, new Random(c.seed).NextDouble)[0].Answer is { } answer) Judge.Check(played, answer).ShouldBeNull();
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void At_the_ends_of_chance_it_still_plans(double chance)
    {
        var played = Given.Played(Given.Items("a", "b", "c"));
        Judge.Check(played, Bot.Plan([played], -9999, Time, () => chance)[0].Answer.ShouldNotBeNull()).ShouldBeNull();
    }

    [Fact]
    public void It_takes_the_time_that_people_take()
    {
        var random = new Random(1);
        var plan = Bot.Plan(Enumerable.Repeat(Given.Played(Given.Single("*a", "b")), 10_000), 1500, Time, random.NextDouble);
        var after = plan.Select(a => a.After.TotalSeconds).ToArray();
        after.Min().ShouldBeGreaterThanOrEqualTo(2);
        after.Max().ShouldBeLessThanOrEqualTo(11);
        after.Count(s => s is >= 3 and <= 9).ShouldBeGreaterThan(8_500);
        plan.All(a => a.After.Ticks % TimeSpan.TicksPerMillisecond == 0).ShouldBeTrue();
    }

    [Fact]
    public void It_answers_a_short_question_in_time()
    {
        var question = Given.Played(Given.Single("*a", "b") with { Seconds = 5 });
        Bot.Plan([question], 1500, Time, () => 1)[0].After.ShouldBe(TimeSpan.FromSeconds(4.5));
        Bot.Plan([Given.Played(Given.Single("*a", "b"))], 1500, TimeSpan.FromSeconds(6), () => 1)[0].After.ShouldBe(TimeSpan.FromSeconds(5.4));
    }

    private static double Right(PlayedQuestion question, double rating)
    {
        const int games = 20_000;
        var random = new Random(7);
        var plan = Bot.Plan(Enumerable.Repeat(question, games), rating, Time, random.NextDouble);
        return plan.Count(p => p.Answer is { } answer && Judge.Credit(question, answer, false) == 1) / (double)games;
    }
}
