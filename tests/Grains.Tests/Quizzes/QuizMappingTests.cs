using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Grains.Tests.Quizzes;

public class QuizMappingTests
{
    private static readonly Gen<Question> Questions =
        from kind in Gen.Elements<Question>(
            new SingleChoice { Text = "?", Choices = [new("a", true), new("b")] },
            new MultipleChoice { Text = "?", Choices = [new("a", true), new("b"), new("c", true)] },
            new TrueFalse { Text = "?", Answer = false },
            new TrueFalse { Text = "?", Answer = true },
            new Typed { Text = "?", Accepted = ["x", "y"], AllowTypos = false },
            new Typed { Text = "?", Accepted = ["x"] },
            new Numeric { Text = "?", Number = 0, Within = 0.25, Unit = "km" },
            new Numeric { Text = "?", Number = -3, Rule = NumberRule.Nearest },
            new Order { Text = "?", Items = ["1", "2", "3"] },
            new Poll { Text = "?", Choices = ["a", "b"] },
            new Slide { Text = "Read." })
        from text in Gen.Choose(1, 500)
        from difficulty in Gen.Elements(Enum.GetValues<Difficulty>())
        from seconds in Gen.Elements<int?>(null, 5, 300)
        from points in Gen.Elements(0, 1000, 2000)
        from tags in Gen.Elements("", "t", "t,u").Select(t => t.Split(',', StringSplitOptions.RemoveEmptyEntries))
        from words in Gen.Elements("", "x", "many words")
        select kind with
        {
            Text = new string('q', text),
            Difficulty = difficulty,
            Seconds = seconds,
            Points = points,
            Tags = [.. tags],
            Explanation = words,
            Category = words,
        };

    [Fact]
    public void A_quiz_written_down_and_read_again_is_the_same() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Questions.NonEmptyListOf().Select(q => q.Take(100).ToArray()).ToArbitrary(), questions =>
        {
            var quiz = new Quiz { Title = "T", Description = "D", Language = "de", Category = "C", Questions = [.. questions] };
            // Through JSON, as it is stored.
            var draft = JsonSerializer.Deserialize<QuizDraft>(JsonSerializer.Serialize(QuizMapping.ToDraft(quiz), JsonSerializerOptions.Web), JsonSerializerOptions.Web)!;
            JsonSerializer.Serialize(QuizMapping.ToQuiz(draft)).ShouldBe(JsonSerializer.Serialize(quiz));
        }));

    [Theory]
    [InlineData("{\"kind\":\"essay\",\"text\":\"?\"}", "kind_unknown")]
    [InlineData("{\"kind\":null,\"text\":\"?\"}", "kind_unknown")]
    [InlineData("{\"kind\":\"trueFalse\",\"text\":\"?\"}", "answer_missing")]
    [InlineData("{\"kind\":\"number\",\"text\":\"?\"}", "number_missing")]
    [InlineData("{\"kind\":\"number\",\"text\":\"?\",\"number\":1,\"rule\":\"roughly\"}", "rule_unknown")]
    [InlineData("{\"kind\":\"slide\",\"text\":\"?\",\"difficulty\":\"insane\"}", "difficulty_unknown")]
    [InlineData("{\"kind\":\"slide\",\"text\":null}", "text_missing")]
    [InlineData("{\"kind\":\"typed\",\"text\":\"?\"}", "accepted_too_few")]
    [InlineData("{\"kind\":\"poll\",\"text\":\"?\",\"choices\":[null,{\"text\":\"b\"}]}", "choice_missing")]
    [InlineData("{\"kind\":\"order\",\"text\":\"?\",\"items\":[null,\"b\"]}", "item_missing")]
    [InlineData("null", "question_missing")]
    public void What_a_draft_gets_wrong_is_told_by_row(string question, string code)
    {
        var draft = JsonSerializer.Deserialize<QuizDraft>($$"""{"title":"T","questions":[{"kind":"slide","text":"Fine"},{{question}}]}""", JsonSerializerOptions.Web)!;
        var (quiz, faults) = QuizMapping.Read(draft);
        quiz.Questions.Length.ShouldBe(1);
        var fault = faults.ShouldHaveSingleItem();
        (fault.Row, fault.Code).ShouldBe((2, code));
    }

    [Fact]
    public void The_quiz_itself_is_row_0() =>
        QuizMapping.Read(new QuizDraft { Questions = default }).Faults.Select(f => (f.Row, f.Code)).ShouldBe([(0, "title_missing"), (0, "questions_too_few")]);

    [Fact]
    public void An_unsound_stored_quiz_is_a_bug() => Should.Throw<InvalidDataException>(() => QuizMapping.ToQuiz(new QuizDraft { Title = "T" }));
}
