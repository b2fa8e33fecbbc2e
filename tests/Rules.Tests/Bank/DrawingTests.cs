using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Tests.Quizzes;

namespace QuizOrleans.Rules.Tests.Bank;

public class DrawingTests
{
    [Fact]
    public void The_same_seed_picks_the_same_and_none_twice() => Arbitrary.Holds(Arbitrary.Seed, seed =>
    {
        var picked = Drawing.Pick([.. Enumerable.Range(0, 50)], 10, seed);
        picked.ShouldBe(Drawing.Pick([.. Enumerable.Range(0, 50)], 10, seed));
        picked.Distinct().Count().ShouldBe(10);
        Drawing.Pick([1, 2, 3], 10, seed).ShouldBe([1, 2, 3], ignoreOrder: true);
        Drawing.Point(seed).ShouldBeInRange(0, 1 - double.Epsilon);
    });

    /// <summary>A bank of 3,000 at random places on the circle, drawn from 3,000 times: no question is favoured much.</summary>
    [Fact]
    public void Each_question_is_nearly_as_likely()
    {
        var places = Enumerable.Range(0, 3000).Select(i => Drawing.Point((ulong)(i * 7919))).Order().ToArray();
        var drawn = new int[places.Length];
        for (ulong seed = 0; seed < 3000; seed++)
        {
            var from = Array.BinarySearch(places, Drawing.Point(seed)) is var found && found < 0 ? ~found : found;
            var window = Enumerable.Range(from, Drawing.Window(10)).Select(i => i % places.Length).ToArray();
            foreach (var i in Drawing.Pick([.. window], 10, seed)) drawn[i]++;
        }

        drawn.Average().ShouldBe(10);
        drawn.ShouldAllBe(d => d > 0 && d < 30);
        // A Poisson distribution of mean 10 has a deviation of 3.2; the window adds a little.
        Math.Sqrt(drawn.Average(d => (d - 10.0) * (d - 10))).ShouldBeLessThan(4);
    }

    [Fact]
    public void Rules_that_cannot_be_drawn_by_are_told()
    {
        Codes().ShouldBe(["rules_too_few"]);
        Codes(new DrawRule { Count = 0 }).ShouldBe(["count_out_of_range"]);
        Codes(new DrawRule { Count = 60 }, new DrawRule { Count = 60 }).ShouldBe(["questions_too_many"]);
        Codes(new DrawRule { Count = 1, Kinds = ["essay"], Language = "?" }).ShouldBe(["language_invalid", "kind_unknown"]);
        Codes(new DrawRule { Count = 10, Category = "History", Language = "en", Kinds = ["single"], Tags = ["a"] }).ShouldBeEmpty();
    }

    private static IEnumerable<string> Codes(params DrawRule[] rules) => Drawing.FaultsOf([.. rules]).Select(f => f.Code);
}
