using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Formats.Tests;

public class AikenTests
{
    [Fact]
    public void The_example_of_Moodles_documentation_is_read()
    {
        var question = Files.One("aiken", "What is the correct answer to this question?\nA. Is it this one?\nB. Maybe this answer?\nC) Possibly this one?\nD. Must be this one!\nANSWER: D\n").ShouldBeOfType<SingleChoice>();
        question.Text.ShouldBe("What is the correct answer to this question?");
        question.Choices.Select(c => c.Correct).ShouldBe([false, false, false, true]);
    }

    [Fact]
    public void Several_letters_make_a_multiple_choice() =>
        Files.One("aiken", "Which?\nA. a\nB. b\nC. c\nANSWER: A, C").ShouldBeOfType<MultipleChoice>().Choices.Select(c => c.Correct).ShouldBe([true, false, true]);

    [Fact]
    public void Bad_items_are_told_by_line_and_never_hide_the_good_ones()
    {
        var file = Files.Read("aiken", "One?\nA. a\nB. b\nANSWER: A\n\nTwo?\nA. a\nB. b\n\nThree?\nA. a\nB. b\nANSWER: E\n\nFour?\n\nFive?\nA. a\nB. b\nANSWER: b\nANSWER: A\n");
        Files.Codes(file).ShouldBe([(1, ""), (6, "answer_missing"), (10, "answer_invalid"), (15, "choices_too_few"), (17, ""), (21, "text_missing")]);
    }

    [Fact]
    public void A_file_without_a_question_is_malformed() => Files.Read("aiken", " \n\n").Rejection.ShouldNotBeNull().Code.ShouldBe("malformed");
}
