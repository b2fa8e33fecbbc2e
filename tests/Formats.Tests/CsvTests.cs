using System.Text;
using QuizOrleans.Formats.Csv;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Formats.Tests;

public class CsvTests
{
    [Fact]
    public void A_table_made_by_hand_is_read()
    {
        var file = Files.Read("csv", """
            Question;Option A;Option B;Option C;Correct answer;Answer;Topic;Level;Time limit
            Capital of Norway?;Oslo;Bergen;Turku;A;;Geography;easy;20
            Primes?;2;4;5;1,3;;Maths;;
            Is it?;;;;;true;;;
            "Largest ""planet""?";;;;;Jupiter|Jove;Space;hard;
            """);
        file.Rows.ShouldAllBe(r => r.Faults.IsEmpty, string.Join('\n', file.Rows.SelectMany(r => r.Faults)));
        var questions = file.Rows.Select(r => r.Question!.Question).ToArray();
        questions[0].ShouldBeOfType<SingleChoice>().ShouldSatisfyAllConditions(q => q.Choices[0].ShouldBe(new Choice("Oslo", true)), q => q.Seconds.ShouldBe(20), q => q.Difficulty.ShouldBe(Difficulty.Easy));
        questions[1].ShouldBeOfType<MultipleChoice>().Choices.Select(c => c.Correct).ShouldBe([true, false, true]);
        questions[2].ShouldBeOfType<TrueFalse>().Answer.ShouldBeTrue();
        questions[3].ShouldBeOfType<Typed>().ShouldSatisfyAllConditions(q => q.Text.ShouldBe("Largest \"planet\"?"), q => q.Accepted.ShouldBe(["Jupiter", "Jove"]));
    }

    [Fact]
    public void Bad_rows_are_told_by_line_and_never_hide_the_good_ones()
    {
        var file = Files.Read("csv", "kind,text,choice1,choice2,correct,answer,seconds\nsingle,One?,a,b,1,,\nsingle,Two?,a,b,9,,\nessay,Three?,,,,,\n\nsingle,,a,b,1,,\nsingle,Five?,a,b,1,,soon\nnumber,Six?,,,,many,\ntrueFalse,Seven?,,,,false,\nsingle,Eight?,2,1,1,,\nsingle,Nine?,2,1,#1,,\n");
        Files.Codes(file).ShouldBe([(2, ""), (3, "correct_unknown"), (4, "kind_unknown"), (6, "text_missing"), (7, "seconds_invalid"), (8, "number_missing"), (9, ""), (10, "correct_ambiguous"), (11, "")]);
    }

    [Fact]
    public void An_open_quote_costs_its_own_row_only()
    {
        var file = Files.Read("csv", "text,answer\nOne?,true\n\"Two?,false\nThree?,true\nFour?,false\n");
        file.Rows.Count(r => r.Question is not null).ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public void What_is_written_is_read_as_the_same() => Arbitrary.Holds(Arbitrary.Bank, bank =>
    {
        var row = QuestionFiles.Read("csv", CsvExport.Write([bank], isFirst: true), new FileDefaults()).Rows.ShouldHaveSingleItem();
        row.Faults.ShouldBeEmpty();
        Files.Shown(row.Question!).ShouldBe(Files.Shown(bank));
    });

    /// <summary>Wherever a spreadsheet cuts the line, with or without a heed for quotes.</summary>
    [Fact]
    public void No_cell_begins_like_a_formula_whatever_the_separator() => Arbitrary.Holds(Arbitrary.Bank, bank =>
    {
        var cells = Encoding.UTF8.GetString(CsvExport.Write([bank], isFirst: true)).Split([',', ';', '\t', '|', '\n', '\r']);
        cells.Select(c => c.TrimStart('"', '\uFEFF')).ShouldAllBe(c => c.Length == 0 || !"=+-@".Contains(c[0], StringComparison.Ordinal));
    });

    [Theory]
    [InlineData("a;=cmd|' /C calc'!A0", "a;'=cmd|' /C calc'!A0")]
    [InlineData("a\n=1+1", "a\n'=1+1")]
    [InlineData("''=x", "'''=x")]
    [InlineData("\t=x", "'\t'=x")]
    [InlineData("plain - text", "plain - text")]
    public void What_follows_a_separator_is_guarded_too(string text, string guarded)
    {
        CsvCells.Guarded(text).ShouldBe(guarded);
        CsvCells.Unguarded(guarded).ShouldBe(text);
    }

    [Fact]
    public void Bars_and_semicolons_in_questions_do_not_decide_the_separator() =>
        Files.Read("csv", "text,answer\n\"a|b|c|d;e;f;g?\",true\n").Rows.ShouldHaveSingleItem().Question.ShouldNotBeNull().Question.Text.ShouldBe("a|b|c|d;e;f;g?");

    [Fact]
    public void Guarding_a_cell_loses_nothing() => Arbitrary.Holds(Arbitrary.Text, text => CsvCells.Unguarded(CsvCells.Guarded(text)).ShouldBe(text), times: 3000);

    [Theory]
    [InlineData("")]
    [InlineData("a,b\n1,2")]
    public void A_table_without_questions_is_malformed(string text) => Files.Read("csv", text).Rejection.ShouldNotBeNull().Code.ShouldBe("malformed");

    [Fact]
    public void A_file_in_Latin_1_is_read() =>
        QuestionFiles.Read("csv", Encoding.Latin1.GetBytes("text,answer\nCafé crème?,oui"), new FileDefaults()).Rows[0].Question.ShouldNotBeNull().Question.Text.ShouldBe("Café crème?");
}
