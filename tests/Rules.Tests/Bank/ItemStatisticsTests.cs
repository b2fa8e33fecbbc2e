using FsCheck.Fluent;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Tests.Quizzes;
using static QuizOrleans.Rules.Tests.Quizzes.Given;

namespace QuizOrleans.Rules.Tests.Bank;

public class ItemStatisticsTests
{
    private static readonly FsCheck.Gen<(bool Right, double Others)[]> Answers =
        Gen.Elements(true, false).SelectMany(r => Gen.Choose(0, 10).Select(x => (r, x / 10.0))).ArrayOf();

    /// <summary>The definition, over the single answers: Pearson's correlation of 0/1 with the rest.</summary>
    [Fact]
    public void The_point_biserial_is_Pearsons_correlation() => Arbitrary.Holds(Answers, answers =>
    {
        var sums = answers.Aggregate(default(Criterion), (c, a) => c.With(a.Right, a.Others));
        if (answers.Length == 0 || answers.Select(a => a.Right).Distinct().Count() < 2 || answers.Select(a => a.Others).Distinct().Count() < 2)
        {
            sums.PointBiserial().ShouldBeNull();
            return;
        }

        var (x, y) = (answers.Select(a => a.Others).ToArray(), answers.Select(a => a.Right ? 1.0 : 0.0).ToArray());
        var covariance = x.Zip(y, (a, b) => (a - x.Average()) * (b - y.Average())).Average();
        var expected = covariance / Math.Sqrt(x.Average(a => Math.Pow(a - x.Average(), 2)) * y.Average(b => Math.Pow(b - y.Average(), 2)));
        sums.PointBiserial().ShouldNotBeNull().ShouldBe(expected, 1e-6);
    });

    [Fact]
    public void Sums_may_be_added_in_any_order() => Arbitrary.Holds(Answers.Two(), two =>
    {
        var (a, b) = (CountsOf(two.Item1), CountsOf(two.Item2));
        var (ab, ba) = (a.Plus(b), b.Plus(a));
        (ab.Shown, ab.Right, ab.Criterion.Answers).ShouldBe((ba.Shown, ba.Right, ba.Criterion.Answers));
        ab.Times.ShouldBe(ba.Times);
        ab.Criterion.Sum.ShouldBe(CountsOf([.. two.Item1, .. two.Item2]).Criterion.Sum, 1e-9);
    });

    [Theory]
    [InlineData(100)]
    [InlineData(900)]
    [InlineData(4_000)]
    [InlineData(29_000)]
    [InlineData(200_000)]
    public void The_median_is_within_a_tenth_above_the_first_class(int milliseconds)
    {
        var times = new int[AnswerTimes.Classes];
        times[AnswerTimes.ClassOf(TimeSpan.FromMilliseconds(milliseconds))] = 11;
        var median = AnswerTimes.Median([.. times]).ShouldNotBeNull();
        if (milliseconds <= 250) median.ShouldBeInRange(0, 250);
        else ((double)median).ShouldBe(milliseconds, milliseconds * 0.1);
    }

    [Fact]
    public void Nobody_has_no_median() => AnswerTimes.Median(ItemCounts.None.Times).ShouldBeNull();

    [Fact]
    public void A_wrong_choice_that_nobody_picks_is_flagged_once_there_are_answers_enough()
    {
        var question = Single("*a", "b", "c");
        var counts = ItemCounts.None with { Shown = 40, Answered = 40, Right = 30, Choices = [30, 10, 0] };
        var statistics = ItemStatistics.Of(question, counts, new ItemRules());
        (statistics.ShareRight, statistics.UnusedChoices.Single()).ShouldBe((0.75, 2));
        statistics.Flags.ShouldBe([ItemStatistics.DistractorUnused]);
        ItemStatistics.Of(question, counts with { Answered = 29 }, new ItemRules()).Flags.ShouldBeEmpty();
        ItemStatistics.Of(question, counts with { Choices = [0, 30, 10] }, new ItemRules()).Flags.ShouldBeEmpty();
        ItemStatistics.Of(Poll("a", "b"), counts with { Choices = [40, 0], Right = 0 }, new ItemRules()).ShouldSatisfyAllConditions(s => s.Flags.ShouldBeEmpty(), s => s.ShareRight.ShouldBeNull());
    }

    [Fact]
    public void A_question_that_the_best_players_miss_is_flagged_and_retired_by_rule_only()
    {
        var criterion = Enumerable.Range(0, 50).Aggregate(default(Criterion), (c, i) => c.With(right: i < 20, rest: i / 50.0));
        var counts = ItemCounts.None with { Shown = 50, Answered = 50, Right = 20, Choices = [20, 30], Criterion = criterion };
        var statistics = ItemStatistics.Of(Single("*a", "b"), counts, new ItemRules());
        statistics.Discrimination.ShouldNotBeNull().ShouldBeLessThan(-0.5);
        statistics.Flags.ShouldBe([ItemStatistics.BestPlayersMiss]);
        statistics.ShouldRetire.ShouldBeFalse();
        ItemStatistics.Of(Single("*a", "b"), counts, new ItemRules(RetireAfter: 50)).ShouldRetire.ShouldBeTrue();
        ItemStatistics.Of(Single("*a", "b"), counts, new ItemRules(RetireAfter: 51)).ShouldRetire.ShouldBeFalse();
    }

    private static ItemCounts CountsOf((bool Right, double Others)[] answers) => answers.Aggregate(ItemCounts.None, (counts, a) => counts.Plus(new ItemCounts
    {
        Shown = 1,
        Answered = 1,
        Right = a.Right ? 1 : 0,
        Times = ItemCounts.None.Times.SetItem(AnswerTimes.ClassOf(TimeSpan.FromSeconds(a.Others)), 1),
        Criterion = default(Criterion).With(a.Right, a.Others),
    }));
}
