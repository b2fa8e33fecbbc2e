using QuizOrleans.Rules.Quizzes;
using static QuizOrleans.Rules.Tests.Quizzes.Given;

namespace QuizOrleans.Rules.Tests.Quizzes;

public class AnswerShapeTests
{
    public static TheoryData<Question, Answer> Sound => new()
    {
        { Single("*a", "b"), Ids(1) },
        { Statement(true), Ids(1) },
        { Poll("a", "b", "c"), Ids(2) },
        { Multiple("*a", "b", "*c"), Ids(2, 0) },
        { Typed("x"), new TextAnswer("y") },
        { Typed("x"), new TextAnswer(new string('y', 200)) },
        { Typed("x"), new TextAnswer(string.Concat(Enumerable.Repeat("👩‍🚀", 200))) },
        { Number(1), new NumberAnswer(-1e300) },
        { Items("a", "b", "c"), InOrder(2, 1, 0) },
    };

    public static TheoryData<Question, Answer> Unsound => new()
    {
        { Single("*a", "b"), Ids() },
        { Single("*a", "b"), Ids(0, 1) },
        { Single("*a", "b"), Ids(2) },
        { Single("*a", "b"), Ids(-1) },
        { Single("*a", "b"), new ChoiceAnswer(default) },
        { Single("*a", "b"), new TextAnswer("a") },
        { Statement(true), Ids(2) },
        { Poll("a", "b"), Ids(0, 0) },
        { Multiple("*a", "b"), Ids() },
        { Multiple("*a", "b"), Ids(0, 0) },
        { Multiple("*a", "b"), Ids(0, 64) },
        { Typed("x"), new TextAnswer("") },
        { Typed("x"), new TextAnswer(" \u200B\u00A0 ") },
        { Typed("x"), new TextAnswer(null!) },
        { Typed("x"), new TextAnswer(new string('y', 201)) },
        { Typed("x"), new TextAnswer("a\0b") },
        { Typed("x"), new TextAnswer("a\uFFFE") },
        { Typed("x"), new TextAnswer("a\uD800") },
        { Typed("x"), new TextAnswer("a" + new string('\u0301', 10_000)) },
        { Number(1), new NumberAnswer(double.NaN) },
        { Number(1), new NumberAnswer(double.NegativeInfinity) },
        { Items("a", "b", "c"), InOrder(0, 1) },
        { Items("a", "b", "c"), InOrder(0, 1, 1) },
        { Items("a", "b", "c"), InOrder(0, 1, 3) },
        { Items("a", "b"), new OrderAnswer(default) },
        { Slide(), Ids(0) },
    };

    [Theory, MemberData(nameof(Sound), DisableDiscoveryEnumeration = true)]
    public void An_answer_of_the_questions_shape_passes(Question question, Answer answer) =>
        Judge.Check(Played(question), answer).ShouldBeNull();

    [Theory, MemberData(nameof(Unsound), DisableDiscoveryEnumeration = true)]
    public void Any_other_is_refused(Question question, Answer answer) =>
        Judge.Check(Played(question), answer).ShouldNotBeNull().Code.ShouldBe("invalid_answer");
}
