using QuizOrleans.Rules.Generation;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Tests.Quizzes;

namespace QuizOrleans.Rules.Tests.Generation;

public class WrittenQuestionsTests
{
    private const string Good = """{"text":"What is 2 + 2?","choices":[{"text":"4","correct":true},{"text":"5","correct":false}],"explanation":"Two and two."}""";

    private static readonly Topic Single = new() { Text = "Sums", Subject = "Maths", Difficulty = Difficulty.Easy };

    [Fact]
    public void A_sound_item_becomes_a_question()
    {
        var question = Read($$"""{"questions":[{{Good}}]}""").ShouldHaveSingleItem().Question.ShouldBeOfType<SingleChoice>();
        question.Text.ShouldBe("What is 2 + 2?");
        question.Choices.ShouldBe([new Choice("4", true), new Choice("5")]);
        question.Category.ShouldBe("Maths");
        question.Difficulty.ShouldBe(Difficulty.Easy);
    }

    [Theory]
    [InlineData("""{"text":"A?","choices":[{"text":"4","correct":true},{"text":"5","correct":true}]}""", "choices_many_correct")]
    [InlineData("""{"text":"A?","choices":[{"text":"4","correct":false},{"text":"5","correct":false}]}""", "choices_no_correct")]
    [InlineData("""{"text":"A?","choices":[{"text":"4","correct":true},{"text":" 4 ","correct":false}]}""", "choices_duplicate")]
    [InlineData("""{"text":"","choices":[{"text":"4","correct":true},{"text":"5","correct":false}]}""", "text_missing")]
    [InlineData("""{"text":"A?","choices":[{"text":"4","correct":true}]}""", "choices_too_few")]
    [InlineData("""{"text":"A?","choices":[{"text":"4","correct":"yes"},{"text":"5","correct":false}]}""", "shape")]
    [InlineData("""{"text":"A?","choices":"4, 5"}""", "shape")]
    [InlineData("""{"text":["A?"],"choices":[{"text":"4","correct":true},{"text":"5","correct":false}]}""", "shape")]
    [InlineData("""{"text":"\ud800 A?","choices":[{"text":"4","correct":true},{"text":"5","correct":false}]}""", "shape")]
    [InlineData("""{"text":"A\u0007?","choices":[{"text":"4","correct":true},{"text":"5","correct":false}]}""", "text_unprintable")]
    [InlineData("\"just a text\"", "shape")]
    [InlineData("null", "shape")]
    public void What_is_no_question_says_why_and_costs_only_itself(string item, string reason)
    {
        var items = Read($$"""{"questions":[{{item}},{{Good}}]}""");
        items.Length.ShouldBe(2);
        items[0].ShouldBe(new WrittenQuestions.Item(null, reason));
        items[1].Question.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("trueFalse", """{"text":"Water is wet.","answer":true,"explanation":""}""")]
    [InlineData("typed", """{"text":"Who wrote Emma?","accepted":["Jane Austen","Austen"],"explanation":""}""")]
    [InlineData("number", """{"text":"How many days has a week?","number":7,"within":0,"unit":"days","explanation":""}""")]
    [InlineData("order", """{"text":"By size, smallest first","items":["Mouse","Dog","Elephant"],"explanation":""}""")]
    [InlineData("multiple", """{"text":"Which are even?","choices":[{"text":"2","correct":true},{"text":"4","correct":true},{"text":"5","correct":false}],"explanation":""}""")]
    public void Each_kind_is_read(string kind, string item) =>
        WrittenQuestions.Read($$"""{"questions":[{{item}}]}""", Single with { Kind = kind }).ShouldNotBeNull().ShouldHaveSingleItem().Question.ShouldNotBeNull();

    [Fact]
    public void Of_a_text_that_was_cut_off_the_whole_items_count()
    {
        var whole = $$"""{"questions":[{{Good}},{{Good}},{{Good}}]}""";
        for (var length = 0; length < whole.Length; length++)
        {
            var items = WrittenQuestions.Read(whole[..length], Single);
            (items ?? []).All(i => i.Question is not null).ShouldBeTrue();
            (items ?? []).Length.ShouldBe(CountOf(whole[..length]), whole[..length]);
        }

        static int CountOf(string text) => text.Split("Two and two.\"}").Length - 1;
    }

    [Theory]
    [InlineData("")]
    [InlineData("I cannot do that.")]
    [InlineData("[]")]
    [InlineData("""{"questions":"none"}""")]
    [InlineData("""{"answer":42}""")]
    [InlineData("{{{{")]
    public void Where_there_is_no_list_nothing_is_read(string json) => WrittenQuestions.Read(json, Single).ShouldBeNull();

    [Fact]
    public void A_fence_around_it_and_members_before_it_do_no_harm()
    {
        Read($$"""{"note":{"a":[1,2]},"questions":[{{Good}}],"more":1}""").Length.ShouldBe(1);
        Read($"```json\n{{\"questions\":[{Good}]}}\n```").Length.ShouldBe(1);
    }

    [Fact]
    public void No_text_makes_it_fail() => Arbitrary.Holds(Arbitrary.Text, text =>
    {
        _ = WrittenQuestions.Read(text, Single);
        _ = WrittenQuestions.Read($$"""{"questions":[{{text}}]}""", Single);
        _ = SecondPass.Agreement([], text);
    });

    private static System.Collections.Immutable.ImmutableArray<WrittenQuestions.Item> Read(string json) => WrittenQuestions.Read(json, Single).ShouldNotBeNull();
}
