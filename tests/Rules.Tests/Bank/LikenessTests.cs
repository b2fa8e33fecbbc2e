using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;
using static QuizOrleans.Rules.Tests.Quizzes.Given;

namespace QuizOrleans.Rules.Tests.Bank;

public class LikenessTests
{
    [Fact]
    public void The_same_question_in_other_clothes_has_the_same_fingerprint()
    {
        var one = Likeness.Of(Single("*Oslo", "Bergen", "Turku") with { Text = "What is the capital of Norway?" });
        Likeness.Of(Single("turku", "*OSLO", "Bergen") with { Text = "what is the capital of Norway", Category = "Geography", Explanation = "Since 1814." }).ShouldBe(one);
        Likeness.Of(Multiple("*Oslo", "Bergen", "Turku") with { Text = "What is the capital of Norway?" }).Fingerprint.ShouldBe(one.Fingerprint);
    }

    [Fact]
    public void Other_answers_to_the_same_text_make_another_question()
    {
        var one = Likeness.Of(Single("*2", "4", "6") with { Text = "Which of these is a prime number?" });
        Likeness.Of(Single("*3", "4", "6") with { Text = "Which of these is a prime number?" }).Fingerprint.ShouldNotBe(one.Fingerprint);
        Likeness.Of(Single("2", "*4", "6") with { Text = "Which of these is a prime number?" }).Fingerprint.ShouldNotBe(one.Fingerprint);
        Likeness.Of(Items("a", "b", "c")).Fingerprint.ShouldNotBe(Likeness.Of(Items("a", "c", "b")).Fingerprint);
        Likeness.Of(Statement(true)).Fingerprint.ShouldNotBe(Likeness.Of(Statement(false)).Fingerprint);
    }

    [Fact]
    public void An_edition_is_what_players_see_and_nothing_else()
    {
        var question = Single("*a", "b");
        Edition.Of(question with { Category = "x", Tags = ["y"], Explanation = "z", Seconds = 10, Difficulty = Difficulty.Hard }).ShouldBe(Edition.Of(question));
        Edition.Of(Single("b", "*a")).ShouldNotBe(Edition.Of(question));
        Edition.Of(question with { Text = "which?" }).ShouldNotBe(Edition.Of(question));
        Edition.Of(Typed("a", "b")).ShouldNotBe(Edition.Of(Typed("ab")));
    }

    // As PostgreSQL says: select similarity('word', 'two words') and so on.
    [Theory]
    [InlineData("word", "two words", 0.363636)]
    [InlineData("capital of norway oslo", "the capital of norway oslo", 0.846154)]
    [InlineData("abc", "abc", 1)]
    [InlineData("abc", "xyz", 0)]
    [InlineData("", "abc", 0)]
    public void Similarity_is_that_of_pg_trgm(string a, string b, double expected) => Trigrams.Similarity(a, b).ShouldBe(expected, 0.00001);
}
