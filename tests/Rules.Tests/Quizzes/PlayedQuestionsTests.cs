using FsCheck.Fluent;
using QuizOrleans.Rules.Quizzes;
using static QuizOrleans.Rules.Tests.Quizzes.Given;

namespace QuizOrleans.Rules.Tests.Quizzes;

public class PlayedQuestionsTests
{
    private static readonly FsCheck.Gen<(Quiz Quiz, ulong Seed)> Deals = Arbitrary.Quiz.SelectMany(q => Arbitrary.Seed.Select(s => (q, s)));

    [Fact]
    public void The_same_seed_deals_the_same() => Arbitrary.Holds(Deals, d =>
        Text(PlayedQuestions.Deal(d.Quiz, true, true, d.Seed)).ShouldBe(Text(PlayedQuestions.Deal(d.Quiz, true, true, d.Seed))));

    [Fact]
    public void Every_question_and_every_choice_is_dealt_once() => Arbitrary.Holds(Deals, d =>
    {
        var dealt = PlayedQuestions.Deal(d.Quiz, true, true, d.Seed);
        dealt.Select(p => p.Question).ShouldBe(d.Quiz.Questions, ignoreOrder: true);
        foreach (var p in dealt) p.Shown.Order().ShouldBe(Enumerable.Range(0, p.Shown.Length));
    });

    [Fact]
    public void Unshuffled_everything_but_items_to_order_stays_as_written() => Arbitrary.Holds(Deals, d =>
    {
        var dealt = PlayedQuestions.Deal(d.Quiz, false, false, d.Seed);
        dealt.Select(p => p.Question).ShouldBe(d.Quiz.Questions);
        foreach (var p in dealt.Where(p => p.Question is not Order)) p.Shown.ShouldBe(Enumerable.Range(0, p.Shown.Length));
    });

    [Fact]
    public void Items_to_order_are_never_shown_in_the_right_order() => Arbitrary.Holds(Deals, d =>
    {
        foreach (var p in PlayedQuestions.Deal(d.Quiz, false, false, d.Seed).Where(p => p.Question is Order))
            p.Shown.ShouldNotBe(Enumerable.Range(0, p.Shown.Length));
    });

    [Fact]
    public void True_is_always_shown_first() => Arbitrary.Holds(Arbitrary.Seed, seed =>
        PlayedQuestions.Deal(Quiz(Statement(false)), true, true, seed)[0].Shown.ShouldBe([0, 1]));

    [Fact]
    public void Shuffling_the_questions_leaves_how_each_is_shown()
    {
        var quiz = Quiz(Single("*a", "b", "c", "d"), Items("1", "2", "3"), Poll("x", "y", "z"));
        var kept = PlayedQuestions.Deal(quiz, false, true, 7);
        var shuffled = PlayedQuestions.Deal(quiz, true, true, 7);
        foreach (var p in shuffled) p.Shown.ShouldBe(kept.Single(k => ReferenceEquals(k.Question, p.Question)).Shown);
    }

    [Fact]
    public void Every_place_is_about_as_likely()
    {
        var quiz = Quiz(Single("*a", "b", "c", "d"));
        var places = new int[4];
        for (var seed = 0UL; seed < 4000; seed++) places[PlayedQuestions.Deal(quiz, false, true, seed)[0].Shown.IndexOf(0)]++;
        places.ShouldAllBe(count => count > 880 && count < 1120);
    }

    [Fact]
    public void A_journal_of_today_deals_the_same_for_good()
    {
        var quiz = Quiz(Single("*a", "b", "c", "d"), Statement(true), Items("1", "2", "3", "4"), Poll("x", "y", "z"), Slide());
        Text(PlayedQuestions.Deal(quiz, true, true, 20261120)).ShouldBe("Poll:201 TrueFalse:01 Slide: SingleChoice:3201 Order:1023");
    }

    private static string Text(IEnumerable<PlayedQuestion> dealt) =>
        string.Join(' ', dealt.Select(p => $"{p.Question.GetType().Name}:{string.Concat(p.Shown)}"));
}
