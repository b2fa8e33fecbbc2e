using System.Text.Json;
using QuizOrleans.Rules.Generation;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Tests.Quizzes;

namespace QuizOrleans.Rules.Tests.Generation;

public class SecondPassTests
{
    private static readonly Question[] Questions =
    [
        new SingleChoice { Text = "Capital of France?", Choices = [new Choice("Paris", true), new Choice("Lyon"), new Choice("Nice")], Explanation = "EXPLAINED" },
        new MultipleChoice { Text = "Even?", Choices = [new Choice("2", true), new Choice("3"), new Choice("4", true)] },
        new TrueFalse { Text = "Water is wet.", Answer = true },
        new Typed { Text = "Who wrote Emma?", Accepted = ["Jane Austen"] },
        new Numeric { Text = "Days in a week?", Number = 7 },
        new Order { Text = "By size", Items = ["Mouse", "Dog", "Elephant"] },
    ];

    [Fact]
    public void What_is_asked_holds_no_answer()
    {
        var prompt = SecondPass.For(SecondPass.Deal([.. Questions], 7), new Topic { Text = "x" });
        var (data, all) = (JsonDocument.Parse(prompt.Data).RootElement, prompt.Data);
        data.GetProperty("questions").GetArrayLength().ShouldBe(Questions.Length);
        all.ShouldNotContain("correct");
        all.ShouldNotContain("EXPLAINED");
        all.ShouldNotContain("Jane Austen");
        all.ShouldNotContain("\"number\":7");
        JsonDocument.Parse(prompt.Schema);
    }

    [Fact]
    public void Choices_are_not_in_the_order_they_were_written()
    {
        var orders = Enumerable.Range(0, 50).Select(seed => string.Join(',', SecondPass.Deal([Questions[0]], (ulong)seed)[0].ChoiceTexts));
        orders.Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public void Right_answers_agree() => Arbitrary.Holds(Arbitrary.Seed, seed =>
    {
        var dealt = SecondPass.Deal([.. Questions], seed);
        SecondPass.Agreement(dealt, Answers([.. dealt.Select((q, i) => Right(q, i + 1))])).ShouldNotBeNull().ShouldAllBe(agreed => agreed);
    });

    [Theory]
    [InlineData(0, """{"n":1,"sound":true,"choices":[ID]}""")]
    [InlineData(0, """{"n":1,"sound":true,"choices":[]}""")]
    [InlineData(0, """{"n":1,"sound":true,"choices":[99]}""")]
    [InlineData(0, """{"n":1,"sound":true,"choices":"Paris"}""")]
    [InlineData(3, """{"n":1,"sound":true,"text":"Emily Bronte"}""")]
    [InlineData(3, """{"n":1,"sound":true,"text":"\ud800"}""")]
    [InlineData(4, """{"n":1,"sound":true,"number":8}""")]
    [InlineData(4, """{"n":1,"sound":true,"number":"7"}""")]
    [InlineData(5, """{"n":1,"sound":true,"order":[0,1,2]}""")]
    [InlineData(2, """{"n":2,"sound":true,"choices":[0]}""")]
    [InlineData(2, """{"n":1,"choices":[0]}""")]
    public void Whatever_else_is_said_does_not(int question, string answer)
    {
        var dealt = SecondPass.Deal([Questions[question]], 3);
        var wrong = Enumerable.Range(0, dealt[0].Shown.Length).FirstOrDefault(id => dealt[0].Question is SingleChoice q && !q.Choices[dealt[0].Shown[id]].Correct);
        SecondPass.Agreement(dealt, Answers([answer.Replace("ID", $"{wrong}", StringComparison.Ordinal)])).ShouldNotBeNull().ShouldBe([false]);
    }

    [Fact]
    public void A_right_answer_to_a_question_called_unsound_does_not()
    {
        var dealt = SecondPass.Deal([Questions[2]], 3);
        SecondPass.Agreement(dealt, Answers([Right(dealt[0], 1).Replace("true,", "false,", StringComparison.Ordinal)])).ShouldNotBeNull().ShouldBe([false]);
    }

    [Fact]
    public void No_answers_at_all_are_something_else_than_wrong_ones()
    {
        SecondPass.Agreement(SecondPass.Deal([Questions[0]], 3), "I would rather not.").ShouldBeNull();
        SecondPass.Agreement(SecondPass.Deal([Questions[0]], 3), """{"answers":[]}""").ShouldNotBeNull().ShouldBe([false]);
    }

    [Theory]
    [InlineData(CallFaultKind.RateLimited, 0, NextTry.OtherKey)]
    [InlineData(CallFaultKind.Unauthorized, 0, NextTry.OtherKey)]
    [InlineData(CallFaultKind.Forbidden, 0, NextTry.OtherKey)]
    [InlineData(CallFaultKind.Unavailable, 0, NextTry.Again)]
    [InlineData(CallFaultKind.TimedOut, 0, NextTry.Again)]
    [InlineData(CallFaultKind.Unreadable, 1, NextTry.OtherKey)]
    [InlineData(CallFaultKind.Unreadable, 2, NextTry.OtherProvider)]
    [InlineData(CallFaultKind.Invalid, 0, NextTry.OtherProvider)]
    [InlineData(CallFaultKind.Blocked, 0, NextTry.OtherProvider)]
    public void Each_fault_has_its_next_try(CallFaultKind fault, int unreadable, NextTry next) => Attempts.After(fault, unreadable).ShouldBe(next);

    [Fact]
    public void Waits_grow_and_are_bounded()
    {
        Attempts.Wait(1, 0).ShouldBe(TimeSpan.FromMilliseconds(125));
        Attempts.Wait(1, 1).ShouldBe(TimeSpan.FromMilliseconds(250));
        Attempts.Wait(3, 1).ShouldBe(TimeSpan.FromSeconds(1));
        Attempts.Wait(1000, 1).ShouldBe(TimeSpan.FromSeconds(3));
    }

    private static string Answers(string[] answers) => $$"""{"answers":[{{string.Join(',', answers)}}]}""";

    private static string Right(PlayedQuestion question, int n) => Judge.Correct(question) switch
    {
        ChoiceAnswer a => $$"""{"n":{{n}},"sound":true,"choices":[{{string.Join(',', a.Choices)}}]}""",
        OrderAnswer a => $$"""{"n":{{n}},"sound":true,"order":[{{string.Join(',', a.Order)}}]}""",
        NumberAnswer a => $$"""{"n":{{n}},"sound":true,"number":{{a.Number}}}""",
        TextAnswer a => $$"""{"n":{{n}},"sound":true,"text":"{{a.Text}}"}""",
        _ => "",
    };
}
