using System.Text;
using FsCheck;
using FsCheck.Fluent;
using QuizOrleans.Formats.Csv;
using QuizOrleans.Formats.Gift;
using QuizOrleans.Rules.Bank;

namespace QuizOrleans.Formats.Tests;

/// <summary>Whatever the bytes, nothing is thrown, and what is called good is good.</summary>
public class FuzzTests
{
    private static readonly Gen<byte[]> Anything = Gen.OneOf(
        Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(),
        Gen.Elements(
            "{", "}", "=", "~", "#", "####", "\\", "::", "\n\n", "\n", "T", "%50%", "->", "//", "[tag:", "]", "$CATEGORY:", "..", ":", "A. ", "B) ", "ANSWER: A", "ANSWER:", ",", ";", "\t", "|", "\"", "\"\"", "text", "kind", "correct", "choice1", "x",
            "1", "sep=", "<assessmentItem>", "</assessmentItem>", "<itemBody>", "</itemBody>", "<choiceInteraction responseIdentifier=\"R\">", "</choiceInteraction>", "&#0;", "&amp;", "<![CDATA[", "PK\u0003\u0004", "\0", "\uFEFF", "é", "\r")
            .ArrayOf().Select(t => Encoding.UTF8.GetBytes(string.Concat(t))));

    private static readonly Gen<byte[]> Damaged = Arbitrary.Bank.Select(b => Encoding.UTF8.GetBytes(GiftWriter.Write(b, "id") + Encoding.UTF8.GetString(CsvExport.Write([b], true))))
        .SelectMany(bytes => Gen.Choose(0, bytes.Length - 1).SelectMany(at => Gen.Choose(0, 255).Select(value =>
        {
            byte[] damaged = [.. bytes];
            damaged[at] = (byte)value;
            return damaged;
        })));

    public static TheoryData<string> Formats => [.. QuestionFiles.Readable];

    [Theory, MemberData(nameof(Formats))]
    public void Any_bytes_are_read_without_a_fault_of_ours(string format) => Arbitrary.Holds(Gen.OneOf(Anything, Damaged), bytes =>
    {
        var file = QuestionFiles.Read(format, bytes, new FileDefaults());
        foreach (var row in file.Rows)
        {
            (row.Question is null).ShouldBe(!row.Faults.IsEmpty);
            if (row.Question is not null) BankFaults.Of(row.Question).ShouldBeEmpty();
        }
    }, times: 1000);

    [Fact]
    public void Rows_beyond_the_limit_are_told_once()
    {
        var file = Files.Read("aiken", string.Concat(Enumerable.Range(0, BankLimits.MaxImportRows + 10).Select(i => $"Q{i}?\nA. a\nB. b\nANSWER: A\n\n")));
        file.Rows.Length.ShouldBe(BankLimits.MaxImportRows + 1);
        file.Rows[^1].Faults.ShouldHaveSingleItem().Code.ShouldBe("rows_too_many");
    }

    [Fact]
    public void An_unknown_format_is_told_with_those_that_are_known() => Files.Read("doc", "x").Rejection.ShouldNotBeNull().ShouldSatisfyAllConditions(r => r.Code.ShouldBe("unknown_format"), r => r.Message.ShouldContain("gift"));

    [Fact]
    public void Defaults_fill_what_the_file_leaves_out()
    {
        var bank = Files.Read("gift", "Is it? {T}", new FileDefaults { Language = "fr", Category = "Logic", Licence = "CC0", Status = QuestionStatus.Ready, Tags = ["new"] }).Rows[0].Question.ShouldNotBeNull();
        (bank.Language, bank.Question.Category, bank.Licence, bank.Status).ShouldBe(("fr", "Logic", "CC0", QuestionStatus.Ready));
        bank.Question.Tags.ShouldBe(["new"]);
    }
}
