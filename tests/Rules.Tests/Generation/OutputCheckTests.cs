using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Generation;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Tests.Generation;

public class OutputCheckTests
{
    private static readonly Topic English = new() { Text = "Europe" };

    [Fact]
    public void An_honest_question_passes() =>
        OutputCheck.Fault(Single("What is the capital of France?", "Paris", "Lyon"), English, []).ShouldBeNull();

    [Theory]
    [InlineData("See https://example.org for the answer. What is it?", "Paris")]
    [InlineData("What is the capital of France?", "<b>Paris</b>")]
    [InlineData("What is the capital of France?", "<script>alert(1)</script>")]
    [InlineData("What does [this](x) mean?", "Paris")]
    public void Links_and_markup_are_not_taken(string text, string answer) => OutputCheck.Fault(Single(text, answer, "Lyon"), English, []).ShouldBe("link");

    [Fact]
    public void Less_than_is_no_markup() => OutputCheck.Fault(Single("Which x makes x < 3 true?", "2", "4"), English, []).ShouldBeNull();

    [Fact]
    public void A_question_that_holds_its_answer_is_not_taken()
    {
        OutputCheck.Fault(Single("In which city does the Paris Opera stand?", "Paris", "Lyon"), English, []).ShouldBe("gives_away");
        OutputCheck.Fault(Single("Which is larger, Paris or Lyon?", "Paris", "Lyon"), English, []).ShouldBeNull();
        OutputCheck.Fault(new Typed { Text = "Who wrote the Austen novel Emma?", Accepted = ["Jane Austen", "Austen"] }, English, []).ShouldBe("gives_away");
        OutputCheck.Fault(new Numeric { Text = "In the year 1789, which year was it?", Number = 1789 }, English, []).ShouldBe("gives_away");
        OutputCheck.Fault(new Numeric { Text = "How many of the 7 days are work days?", Number = 5 }, English, []).ShouldBeNull();
    }

    [Fact]
    public void What_the_request_has_already_is_not_taken_again()
    {
        var taken = Likeness.Of(Single("What is the capital of France?", "Paris", "Lyon"));
        OutputCheck.Fault(Single("what is the capital of france", "Paris", "Lyon"), English, [taken]).ShouldBe("duplicate");
        OutputCheck.Fault(Single("What is the capital city of France?", "Paris", "Rome"), English, [taken]).ShouldBe("duplicate");
        OutputCheck.Fault(Single("What is the capital of Spain?", "Madrid", "Sevilla"), English, [taken]).ShouldBeNull();
    }

    [Fact]
    public void Another_language_is_not_taken() =>
        OutputCheck.Fault(Single("Was ist die Hauptstadt von Frankreich?", "Paris", "Lyon"), English, []).ShouldBe("language");

    [Theory]
    [InlineData("en", "What is the capital of France?", true)]
    [InlineData("en", "Quelle est la capitale du Pérou ?", false)]
    [InlineData("fr", "Quelle est la capitale du Pérou ?", true)]
    [InlineData("de", "Welches ist das größte Tier der Welt?", true)]
    [InlineData("de", "What is the largest animal in the world?", false)]
    [InlineData("es", "¿Cuál es el río más largo de África?", true)]
    [InlineData("pt-BR", "Qual é o maior rio do mundo?", true)]
    [InlineData("pt-BR", "What is the longest river in the world?", false)]
    [InlineData("ru", "Какая столица Франции?", true)]
    [InlineData("ru", "What is the capital of France?", false)]
    [InlineData("en", "Какая столица Франции?", false)]
    [InlineData("ar", "ما هي عاصمة فرنسا؟", true)]
    [InlineData("ar", "What is the capital of France?", false)]
    [InlineData("ja", "フランスの首都はどこですか", true)]
    [InlineData("zh", "法国的首都是哪里？", true)]
    [InlineData("ko", "프랑스의 수도는 어디입니까?", true)]
    [InlineData("en", "Which English word does the Russian word собака translate to?", true)]
    [InlineData("en", "H2O?", true)]
    [InlineData("en", "2 + 2 = ?", true)]
    [InlineData("en", "Name Goethe's \"Faust\" devil", true)]
    [InlineData("xx", "Anything goes in a language that nobody knows", true)]
    public void A_language_is_told_where_it_is_plain(string language, string text, bool can) => WrittenLanguage.CanBe(text, language).ShouldBe(can);

    private static SingleChoice Single(string text, string right, string wrong) => new() { Text = text, Choices = [new Choice(right, true), new Choice(wrong)] };
}
