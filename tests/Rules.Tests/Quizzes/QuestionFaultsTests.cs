using QuizOrleans.Rules.Quizzes;
using static QuizOrleans.Rules.Tests.Quizzes.Given;

namespace QuizOrleans.Rules.Tests.Quizzes;

public class QuestionFaultsTests
{
    public static TheoryData<Question> Sound =>
    [
        Single("*a", "b"),
        Multiple("*a", "*b", "c"),
        Statement(false),
        Typed("x"),
        Number(-0.5, 0),
        Items("first", "second"),
        Poll("a", "b"),
        Slide() with { Text = "Two\nlines", Explanation = "and\nmore" },
        Single("*x²", "x2", "resume", "résumé"),
        Single("*a", "b") with { Text = new string('é', 500), Seconds = 5, Points = 2000, Tags = ["t"], Category = "C", Difficulty = Difficulty.Hard },
        Single("*👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"),
    ];

    public static TheoryData<Question, string> Faulty => new()
    {
        { Single("*a", "b") with { Text = "" }, "text_missing" },
        { Single("*a", "b") with { Text = " \u200B" }, "text_missing" },
        { Single("*a", "b") with { Text = null! }, "text_missing" },
        { Single("*a", "b") with { Text = new string('x', 501) }, "text_too_long" },
        { Single("*a", "b") with { Text = "a\u0007b" }, "text_unprintable" },
        { Single("*a", "b") with { Text = "a\u202Eb" }, "text_unprintable" },
        { Single("*a", "b") with { Text = "\uD800" }, "text_unprintable" },
        { Single("*a"), "choices_too_few" },
        { new Poll { Text = "?", Choices = default }, "choices_too_few" },
        { Single("*1", "2", "3", "4", "5", "6", "7", "8", "9"), "choices_too_many" },
        { Single("*a", " A "), "choices_duplicate" },
        { Single("*caf\u00E9", "cafe\u0301"), "choices_duplicate" },
        { Single("*a", ""), "choice_missing" },
        { Single("*a", new string('x', 121)), "choice_too_long" },
        { Single("*a", "b\nc"), "choice_unprintable" },
        { Single("a", "b"), "choices_no_correct" },
        { Single("*a", "*b"), "choices_many_correct" },
        { Multiple("a", "b"), "choices_no_correct" },
        { Multiple("*a", "*b"), "choices_no_wrong" },
        { Poll("a"), "choices_too_few" },
        { Poll("a", "a"), "choices_duplicate" },
        { Typed(), "accepted_too_few" },
        { Typed([.. Enumerable.Repeat("x", 21)]), "accepted_too_many" },
        { Typed("x", ""), "accepted_missing" },
        { Typed(new string('x', 101)), "accepted_too_long" },
        { Number(double.NaN), "number_not_finite" },
        { Number(1, -1), "within_invalid" },
        { Number(1, double.PositiveInfinity), "within_invalid" },
        { Number(1, rule: (NumberRule)7), "rule_unknown" },
        { Number(1) with { Unit = new string('x', 21) }, "unit_too_long" },
        { Items("a"), "items_too_few" },
        { Items("1", "2", "3", "4", "5", "6", "7", "8", "9"), "items_too_many" },
        { Items("a", "a"), "items_duplicate" },
        { Items("a", "\0"), "item_unprintable" },
        { Slide() with { Explanation = new string('x', 1001) }, "explanation_too_long" },
        { Slide() with { Category = new string('x', 61) }, "category_too_long" },
        { Slide() with { Tags = [.. Enumerable.Repeat("x", 11)] }, "tags_too_many" },
        { Slide() with { Tags = [new string('x', 31)] }, "tag_too_long" },
        { Slide() with { Tags = [""] }, "tag_missing" },
        { Slide() with { Seconds = 4 }, "seconds_out_of_range" },
        { Slide() with { Seconds = 301 }, "seconds_out_of_range" },
        { Slide() with { Points = 500 }, "points_invalid" },
        { Slide() with { Difficulty = (Difficulty)9 }, "difficulty_unknown" },
    };

    [Theory, MemberData(nameof(Sound), DisableDiscoveryEnumeration = true)]
    public void A_sound_question_has_no_fault(Question question) => QuestionFaults.Of(question).ShouldBeEmpty();

    [Theory, MemberData(nameof(Faulty), DisableDiscoveryEnumeration = true)]
    public void Each_fault_has_its_code(Question question, string code) =>
        QuestionFaults.Of(question).ShouldHaveSingleItem().Code.ShouldBe(code, string.Join(", ", QuestionFaults.Of(question)));

    [Fact]
    public void All_faults_are_told_at_once() =>
        QuestionFaults.Of(Single("a") with { Text = "", Points = 1 }).Select(f => f.Code)
            .ShouldBe(["text_missing", "choices_too_few", "choices_no_correct", "points_invalid"]);

    [Fact]
    public void A_quiz_needs_a_title_and_1_to_100_questions()
    {
        QuestionFaults.Of(Quiz(Slide())).ShouldBeEmpty();
        QuestionFaults.Of(Quiz() with { Title = " " }).Select(f => f.Code).ShouldBe(["title_missing", "questions_too_few"]);
        QuestionFaults.Of(Quiz([.. Enumerable.Repeat(Slide(), 101)]) with { Title = new string('x', 121) }).Select(f => f.Code)
            .ShouldBe(["title_too_long", "questions_too_many"]);
    }
}
