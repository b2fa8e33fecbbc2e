using System.Security;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Formats.Tests;

public class KahootTests
{
    private static readonly string[] Header = ["", "Question - max 120 characters", "Answer 1 - max 75 characters", "Answer 2 - max 75 characters", "Answer 3 - max 75 characters", "Answer 4 - max 75 characters", "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs", "Correct answer(s) - choose at least one"];

    [Fact]
    public void The_template_is_read()
    {
        var file = Read(["", "Quiz template"], ["", "Add questions …"], Header,
            ["1", "Capital of Norway?", "Oslo", "Bergen", "", "", "20", "1"],
            ["2", "Which are primes?", "2", "3", "4", "", "60", "1,2"],
            ["3", "Water is wet.", "True", "False", "", "", "5", "1"],
            ["4", "", "", "", "", "", "", ""]);
        file.Rejection.ShouldBeNull();
        file.Rows.Length.ShouldBe(3);
        file.Rows[0].Question!.Question.ShouldBeOfType<SingleChoice>().ShouldSatisfyAllConditions(q => q.Choices.ShouldBe([new Choice("Oslo", true), new Choice("Bergen")]), q => q.Seconds.ShouldBe(20));
        file.Rows[1].Question!.Question.ShouldBeOfType<MultipleChoice>().Choices.Select(c => c.Correct).ShouldBe([true, true, false]);
        file.Rows[2].Question!.Question.ShouldBeOfType<TrueFalse>().Answer.ShouldBeTrue();
    }

    [Fact]
    public void Bad_rows_are_told_by_line_and_never_hide_the_good_ones()
    {
        var file = Read(Header, ["1", "One?", "a", "b", "", "", "20", "1"], ["2", "Two?", "a", "b", "", "", "20", "4"], ["3", "Three?", "a", "b", "", "", "20", ""], ["4", "", "a", "b", "", "", "20", "1"], ["5", "Five?", "a", "b", "", "", "1", "1"], ["6", "Six?", "a", "b", "", "", "30", "2"]);
        Files.Codes(file).ShouldBe([(2, ""), (3, "correct_unknown"), (4, "choices_no_correct"), (5, "text_missing"), (6, "seconds_out_of_range"), (7, "")]);
    }

    [Fact]
    public void What_is_no_such_spreadsheet_is_malformed()
    {
        QuestionFiles.Read("kahoot", "not a zip"u8.ToArray(), new FileDefaults()).Rejection.ShouldNotBeNull().Code.ShouldBe("malformed");
        QuestionFiles.Read("kahoot", QtiTests.Zip(("a.txt", "x")), new FileDefaults()).Rejection.ShouldNotBeNull().Code.ShouldBe("malformed");
        Read(["a", "b"]).Rejection.ShouldNotBeNull().Code.ShouldBe("malformed");
    }

    [Fact]
    public void A_template_that_nobody_filled_in_is_refused() =>
        Read(["Question", "Answer 1", "Answer 2", "Time limit", "Correct answer(s)"], ["", "", "", "", ""]).Rejection.ShouldNotBeNull().Code.ShouldBe("malformed");

    private static QuestionFile Read(params string[][] rows) => QuestionFiles.Read("kahoot", Workbook(rows), new FileDefaults());

    /// <summary>The smallest workbook that a reader of xlsx takes.</summary>
    private static byte[] Workbook(string[][] rows)
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string package = "http://schemas.openxmlformats.org/package/2006";
        var cells = string.Concat(rows.Select((row, y) => $"<row r=\"{y + 1}\">{string.Concat(row.Select((cell, x) => cell.Length == 0 ? "" : cell.All(char.IsAsciiDigit) ? $"<c r=\"{(char)('A' + x)}{y + 1}\"><v>{cell}</v></c>" : $"<c r=\"{(char)('A' + x)}{y + 1}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(cell)}</t></is></c>"))}</row>"));
        return QtiTests.Zip(
            ("[Content_Types].xml", $"<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>"),
            ("_rels/.rels", $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
            ("xl/workbook.xml", $"<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
            ("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{main}\"><sheetData>{cells}</sheetData></worksheet>"));
    }
}
