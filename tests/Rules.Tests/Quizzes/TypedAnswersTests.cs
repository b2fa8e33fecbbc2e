using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Tests.Quizzes;

public class TypedAnswersTests
{
    [Theory]
    [InlineData("  The   Beatles ", "beatles")]
    [InlineData("Ｆｕｌｌ Ｗｉｄｔｈ", "full width")]
    [InlineData("Crème Brûlée", "creme brulee")]
    [InlineData("Smørrebrød", "smorrebrod")]
    [InlineData("Straße", "strasse")]
    [InlineData("ΣΊΣΥΦΟΣ", "σισυφοσ")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("O'Brien", "obrien")]
    [InlineData("O’Brien", "obrien")]
    [InlineData("U.S.A.", "usa")]
    [InlineData("Spider-Man!", "spider man")]
    [InlineData("Simon & Garfunkel", "simon and garfunkel")]
    [InlineData("1,000,000", "1000000")]
    [InlineData("3,14", "3.14")]
    [InlineData("−40", "-40")]
    [InlineData("1914–1918", "1914 1918")]
    [InlineData("٤٢", "42")]
    [InlineData("H₂O", "h2o")]
    [InlineData("C#", "c#")]
    [InlineData("The The", "the")]
    [InlineData("A", "a")]
    [InlineData("?!", "?!")]
    [InlineData("がっこう", "がっこう")]
    public void Spelling_that_says_the_same_is_folded(string text, string folded) => TypedAnswers.Normalise(text).ShouldBe(folded);

    [Fact]
    public void Folding_twice_folds_no_further() => Arbitrary.Holds(Arbitrary.Text, text =>
    {
        var once = TypedAnswers.Normalise(text);
        TypedAnswers.Normalise(once).ShouldBe(once);
    });

    [Fact]
    public void Every_accepted_text_is_accepted_in_its_own_spelling() => Arbitrary.Holds(Arbitrary.Text, text =>
        TypedAnswers.Matches(Given.Typed("something else", text), text).ShouldBeTrue());

    [Theory]
    [InlineData("Copenhagen", "Copehnagen")]
    [InlineData("Copenhagen", "Kopenhagn")]
    [InlineData("Oslo", "Olso")]
    [InlineData("Oslo", "Oslos")]
    [InlineData("Spiderman", "Spider man")]
    [InlineData("F16", "F-16")]
    [InlineData("Apollo 11", "Appollo 11")]
    public void A_typed_answer_one_letter_off_still_counts(string accepted, string typed)
    {
        TypedAnswers.Matches(Given.Typed(accepted), typed).ShouldBeTrue();
        TypedAnswers.Matches(Given.Typed(accepted) with { AllowTypos = false }, typed).ShouldBeFalse();
    }

    [Theory]
    [InlineData("cat", "bat")]
    [InlineData("Oslo", "Osaka")]
    [InlineData("Vienna", "Vienaa x")]
    [InlineData("Copenhagen", "Kopenhogn")]
    [InlineData("Apollo 11", "Apollo 12")]
    [InlineData("Apollo 11", "Apollo")]
    [InlineData("Apollo", "Apollo 1")]
    [InlineData("1969", "1968")]
    [InlineData("12 monkeys", "1 2 monkeys")]
    [InlineData("-40 degrees", "40 degrees")]
    [InlineData("3.14 metres", "314 metres")]
    [InlineData("C#", "C")]
    public void Too_far_is_wrong(string accepted, string typed) => TypedAnswers.Matches(Given.Typed(accepted), typed).ShouldBeFalse();

    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    [InlineData(7, 1)]
    [InlineData(8, 2)]
    public void Edits_are_allowed_by_length(int length, int edits) => TypedAnswers.AllowedEdits(length).ShouldBe(edits);

    [Fact]
    public void Case_is_folded_the_same_in_every_culture()
    {
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("tr-TR");
            TypedAnswers.Normalise("TITANIC").ShouldBe("titanic");
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }
}
