using QuizOrleans.Formats.Gift;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Formats.Tests;

public class GiftTests
{
    [Fact]
    public void The_examples_of_Moodles_documentation_are_read()
    {
        var file = Files.Read("gift", """
            // true/false
            ::Q1:: 1+1=2 {T}

            // multiple choice with specified feedback for right and wrong answers
            ::Q2:: What's between orange and green in the spectrum?
            { =yellow # right; good! ~red # wrong, it's yellow ~blue # wrong, it's yellow }

            // fill-in-the-blank
            ::Q3:: Two plus {=two =2} equals four.

            // matching
            ::Q4:: Which animal eats which food? { =cat -> cat food =dog -> dog food }

            // math range question
            ::Q5:: What is a number from 1 to 5? {#3:2}

            // math range specified with interval end points
            ::Q6:: What is a number from 1 to 5? {#1..5}
            // translated on import to the same as Q5, but unavailable from Moodle question interface

            // multiple numeric answers with partial credit and feedback
            ::Q7:: When was Ulysses S. Grant born? {#
                     =1822:0      # Correct! Full credit.
                     =%50%1822:2  # He was born in 1822. Half credit for being close.
            }

            // essay
            ::Q8:: How are you? {}

            What two people are entombed in Grant's tomb? {
               ~%-100%No one
               ~%50%Grant
               ~%50%Grant's wife
               ~%-100%Grant's father
            }

            ::Welcome::This is a description.
            """);
        Files.Codes(file).Select(c => c.Code).ShouldBe(["", "", "", "kind_unsupported", "", "", "", "kind_unsupported", "", ""]);
        var questions = file.Rows.Select(r => r.Question?.Question).ToArray();
        questions[0].ShouldBeOfType<TrueFalse>().Text.ShouldBe("1+1=2");
        questions[1].ShouldBeOfType<SingleChoice>().Choices.ShouldBe([new Choice("yellow", true), new Choice("red"), new Choice("blue")]);
        questions[2].ShouldBeOfType<Typed>().ShouldSatisfyAllConditions(q => q.Text.ShouldBe("Two plus _____ equals four."), q => q.Accepted.ShouldBe(["two", "2"]));
        questions[4].ShouldBeOfType<Numeric>().ShouldSatisfyAllConditions(q => q.Number.ShouldBe(3), q => q.Within.ShouldBe(2));
        questions[5].ShouldBeOfType<Numeric>().ShouldSatisfyAllConditions(q => q.Number.ShouldBe(3), q => q.Within.ShouldBe(2));
        questions[6].ShouldBeOfType<Numeric>().Number.ShouldBe(1822);
        questions[8].ShouldBeOfType<MultipleChoice>().Choices.Select(c => c.Correct).ShouldBe([false, true, true, false]);
        questions[9].ShouldBeOfType<Slide>();
    }

    [Fact]
    public void Categories_tags_escapes_html_and_feedback_are_read()
    {
        var file = Files.Read("gift", """
            $CATEGORY: $course$/top/History/Ancient//Old

            // [id:x] [tag:roman] [tag:a\]b] [difficulty:hard] [language:la]
            ::t::[html]<p>Is 3 \= 3 &amp; \{x\}?</p> {
                =<b>yes</b>~no
                ####Because\nso.
            }
            """);
        var bank = file.Rows.ShouldHaveSingleItem().Question.ShouldNotBeNull();
        (bank.Question.Text, bank.Question.Explanation, bank.Question.Category, bank.Language).ShouldBe(("Is 3 = 3 & {x}?", "Because\nso.", "History/Ancient/Old", "la"));
        bank.Question.Tags.ShouldBe(["roman", "a]b"]);
        bank.Question.Difficulty.ShouldBe(Difficulty.Hard);
        bank.Question.ShouldBeOfType<SingleChoice>().Choices[0].Text.ShouldBe("yes");
    }

    [Fact]
    public void Bad_items_are_told_by_line_and_never_hide_the_good_ones()
    {
        var file = Files.Read("gift", "One? {T}\n\nTwo? {=a\n~b\n\nThree? {nothing}\n\n\nFour? {~a ~b}\n\nFive? {#x}\n\nSix? {F}\n");
        Files.Codes(file).ShouldBe([(1, ""), (3, "braces_unbalanced"), (6, "answers_malformed"), (9, "choices_no_correct"), (11, "number_missing"), (13, "")]);
    }

    [Fact]
    public void What_is_written_is_read_as_the_same() => Arbitrary.Holds(Arbitrary.Bank, bank =>
    {
        var file = Files.Read("gift", GiftWriter.Write(bank, "q-1"));
        if (bank.Question is Poll)
        {
            file.Rejection.ShouldNotBeNull();
            return;
        }

        var row = file.Rows.ShouldHaveSingleItem();
        row.Faults.ShouldBeEmpty();
        Files.Shown(row.Question!).ShouldBe(Files.Shown(bank.Question is Slide ? bank with { Question = bank.Question with { Explanation = "" } } : bank));
    });
}
