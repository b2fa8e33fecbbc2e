using FsCheck.Fluent;
using QuizOrleans.Rules.Quizzes;
using static QuizOrleans.Rules.Tests.Quizzes.Given;

namespace QuizOrleans.Rules.Tests.Quizzes;

public class JudgeTests
{
    private static double Credit(PlayedQuestion question, Answer answer, bool partial = false) => Judge.Credit(question, answer, partial);

    [Fact]
    public void A_single_choice_is_judged_by_its_shown_position()
    {
        var shown = Played(Single("*Paris", "Rome", "Oslo"), 2, 0, 1);
        Credit(shown, Ids(1)).ShouldBe(1);
        Credit(shown, Ids(0)).ShouldBe(0);
        Judge.Correct(shown).ShouldBe(Ids(1));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void True_is_id_0_and_false_is_id_1(bool answer, int id)
    {
        var shown = Played(Statement(answer));
        Credit(shown, Ids(id)).ShouldBe(1);
        Credit(shown, Ids(1 - id)).ShouldBe(0);
        Judge.Correct(shown).ShouldBe(Ids(id));
    }

    [Fact]
    public void Multiple_choice_wants_all_right_ones_and_no_other()
    {
        var shown = Played(Multiple("*a", "b", "*c", "d"), 3, 2, 1, 0);
        Credit(shown, Ids(3, 1)).ShouldBe(1);
        Credit(shown, Ids(1)).ShouldBe(0);
        Credit(shown, Ids(1, 3, 0)).ShouldBe(0);
        Judge.Correct(shown).ShouldBe(Ids(1, 3));
    }

    [Fact]
    public void Partial_credit_takes_wrong_picks_from_right_ones()
    {
        var shown = Played(Multiple("*a", "*b", "c", "d"));
        Credit(shown, Ids(0), partial: true).ShouldBe(0.5);
        Credit(shown, Ids(0, 1, 2), partial: true).ShouldBe(0.5);
        Credit(shown, Ids(0, 2, 3), partial: true).ShouldBe(0);
        Credit(shown, Ids(0, 1, 2, 3), partial: true).ShouldBe(0);
    }

    [Fact]
    public void An_order_is_right_when_every_item_is_in_place()
    {
        var shown = Played(Items("first", "second", "third"), 2, 0, 1);
        Judge.Correct(shown).ShouldBe(InOrder(1, 2, 0));
        Credit(shown, InOrder(1, 2, 0)).ShouldBe(1);
        Credit(shown, InOrder(1, 0, 2)).ShouldBe(0);
        Credit(shown, InOrder(1, 0, 2), partial: true).ShouldBe(1.0 / 3);
    }

    [Theory]
    [InlineData(1969, 2, 1971, 1)]
    [InlineData(1969, 2, 1966.9, 0)]
    [InlineData(0.3, 0.1, 0.4, 1)]
    [InlineData(0.3, 0.1, 0.41, 0)]
    [InlineData(7, 0, 7, 1)]
    [InlineData(7, 0, 7.000000000000001, 0)]
    public void A_number_is_right_within_its_tolerance(double number, double within, double given, double credit) =>
        Credit(Played(Number(number, within)), new NumberAnswer(given)).ShouldBe(credit);

    [Fact]
    public void The_nearest_number_is_found_among_all()
    {
        var question = Number(100, rule: NumberRule.Nearest);
        Judge.Nearest(question, [new NumberAnswer(90), new NumberAnswer(107), new NumberAnswer(double.NaN)]).ShouldBe(7);
        Judge.Nearest(question, [new TextAnswer("100")]).ShouldBeNull();
        Credit(Played(question), new NumberAnswer(100)).ShouldBe(0);
    }

    [Fact]
    public void Polls_and_slides_have_no_right_answer()
    {
        Judge.Correct(Played(Poll("a", "b"))).ShouldBeNull();
        Judge.Correct(Played(Slide())).ShouldBeNull();
        Credit(Played(Poll("a", "b")), Ids(0)).ShouldBe(0);
    }

    [Fact]
    public void Typed_shows_its_first_accepted_answer_and_a_number_itself()
    {
        Judge.Correct(Played(Typed("Main", "variant"))).ShouldBe(new TextAnswer("Main"));
        Judge.Correct(Played(Number(12.5))).ShouldBe(new NumberAnswer(12.5));
    }

    [Fact]
    public void Credit_is_a_share_whatever_the_answer() =>
        Arbitrary.Holds(Arbitrary.Question.SelectMany(q => Arbitrary.Answer.Select(a => (q, a))), drawn =>
        {
            foreach (var partial in new[] { false, true }) Credit(Played(drawn.q), drawn.a, partial).ShouldBeInRange(0, 1);
        });

    [Fact]
    public void The_right_answer_passes_the_check_and_earns_everything() =>
        Arbitrary.Holds(Arbitrary.Quiz.SelectMany(q => Arbitrary.Seed.Select(s => (q, s))), drawn =>
        {
            foreach (var shown in PlayedQuestions.Deal(drawn.q, true, true, drawn.s))
            {
                if (Judge.Correct(shown) is not { } correct) continue;
                Judge.Check(shown, correct).ShouldBeNull();
                if (shown.Question is not Numeric { Rule: NumberRule.Nearest }) Credit(shown, correct, partial: true).ShouldBe(1);
            }
        });

    [Fact]
    public void An_answer_that_the_check_refuses_earns_nothing() =>
        Arbitrary.Holds(Arbitrary.Question.SelectMany(q => Arbitrary.Answer.Select(a => (q, a))), drawn =>
        {
            if (Judge.Check(Played(drawn.q), drawn.a) is not null) Credit(Played(drawn.q), drawn.a, partial: true).ShouldBe(0);
        });
}
