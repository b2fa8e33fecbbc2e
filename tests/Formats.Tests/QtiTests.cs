using System.IO.Compression;
using System.Text;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Formats.Tests;

public class QtiTests
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    [Fact]
    public void A_choice_is_read()
    {
        var question = Files.One("qti", Head + Item("choice", Response("identifier", "single", "ChoiceA"), """
            <p>Look at the text in the picture.</p>
            <choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1"><prompt>What does it <b>say</b>?</prompt>
            <simpleChoice identifier="ChoiceA">You must stay.</simpleChoice><simpleChoice identifier="ChoiceB">No <i>way</i>!</simpleChoice></choiceInteraction>
            """)).ShouldBeOfType<SingleChoice>();
        question.Text.ShouldBe("Look at the text in the picture.\nWhat does it say?");
        question.Choices.ShouldBe([new Choice("You must stay.", true), new Choice("No way!")]);
    }

    [Fact]
    public void Several_right_choices_are_read() =>
        Files.One("qti", Item("choice", Response("identifier", "multiple", "H", "O"), Choices("choiceInteraction", "H", "He", "O"))).ShouldBeOfType<MultipleChoice>().Choices.Select(c => c.Correct).ShouldBe([true, false, true]);

    [Fact]
    public void An_order_is_read_in_the_right_order() =>
        Files.One("qti", Item("order", Response("identifier", "ordered", "C", "A", "B"), Choices("orderInteraction", "A", "B", "C"))).ShouldBeOfType<Order>().Items.ShouldBe(["the C", "the A", "the B"]);

    [Fact]
    public void A_text_entry_is_read_with_its_gap_and_all_that_earns_something()
    {
        var mapping = "<mapping defaultValue=\"0\"><mapEntry mapKey=\"York\" mappedValue=\"1\"/><mapEntry mapKey=\"york\" mappedValue=\"0.5\"/><mapEntry mapKey=\"Kent\" mappedValue=\"0\"/></mapping>";
        var question = Files.One("qti", Item("text", Response("string", "single", "York").Replace("</responseDeclaration>", mapping + "</responseDeclaration>", StringComparison.Ordinal),
            "<blockquote><p>Now is the winter of our discontent made glorious by this sun of <textEntryInteraction responseIdentifier=\"RESPONSE\"/>;</p></blockquote>")).ShouldBeOfType<Typed>();
        question.Text.ShouldEndWith("this sun of _____ ;");
        question.Accepted.ShouldBe(["York", "york"]);
    }

    [Fact]
    public void A_number_is_read() =>
        Files.One("qti", Item("n", Response("integer", "single", "42"), "<p>How many?</p><p><textEntryInteraction responseIdentifier=\"RESPONSE\"/></p>")).ShouldBeOfType<Numeric>().Number.ShouldBe(42);

    [Fact]
    public void Bad_items_are_told_by_line_and_never_hide_the_good_ones()
    {
        var good = Item("good", Response("identifier", "single", "A"), Choices("choiceInteraction", "A", "B"));
        var file = Files.Read("qti", $"<items>\n{good}\n{Item("picture", Response("identifier", "single", "A"), "<img src=\"x\"/>" + Choices("choiceInteraction", "A", "B"))}\n"
            + $"{Item("match", Response("pair", "single", "A"), "<matchInteraction responseIdentifier=\"RESPONSE\"/>")}\n{Item("none", "", Choices("choiceInteraction", "A", "B"))}\n{good}</items>");
        Files.Codes(file).Select(c => c.Code).ShouldBe(["", "media_unsupported", "kind_unsupported", "answer_missing", ""]);
        file.Rows[1].Line.ShouldBeGreaterThan(file.Rows[0].Line);
    }

    [Fact]
    public void A_package_is_read_file_by_file()
    {
        var good = Item("good", Response("identifier", "single", "A"), Choices("choiceInteraction", "A", "B"));
        var zip = Zip(("imsmanifest.xml", "<manifest/>"), ("items/1.xml", good), ("items/2.xml", "<assessmentItem"), ("items/3.xml", good), ("readme.txt", "x"));
        var rows = QuestionFiles.Read("qti", zip, new FileDefaults()).Rows;
        rows.Select(r => r.Faults.IsEmpty ? "" : r.Faults[0].Code).ShouldBe(["", "item_malformed", ""]);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><assessmentItem>&x;</assessmentItem>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"aaaa\"><!ENTITY y \"&x;&x;&x;\">]><a>&y;</a>")]
    [InlineData("<a>")]
    [InlineData("")]
    [InlineData("<a/>")]
    public void Entities_and_broken_files_are_refused(string xml) => Files.Read("qti", xml).Rejection.ShouldNotBeNull().Code.ShouldBe("malformed");

    [Fact]
    public void Elements_a_hundred_thousand_deep_are_refused() =>
        Files.Read("qti", string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000))).Rejection.ShouldNotBeNull().Code.ShouldBe("malformed");

    [Fact]
    public void A_small_file_that_unpacks_to_a_huge_one_is_refused()
    {
        var bomb = Zip(("items/1.xml", new string('x', 70 * 1024 * 1024)));
        bomb.Length.ShouldBeLessThan(200 * 1024);
        QuestionFiles.Read("qti", bomb, new FileDefaults()).Rejection.ShouldNotBeNull().Code.ShouldBe("file_too_large");
        QuestionFiles.Read("kahoot", bomb, new FileDefaults()).Rejection.ShouldNotBeNull().Code.ShouldBe("file_too_large");
    }

    internal static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var stream = archive.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    private static string Item(string id, string declaration, string body) =>
        $"<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" identifier=\"{id}\" title=\"Title {id}\" adaptive=\"false\" timeDependent=\"false\">{declaration}<itemBody>{body}</itemBody></assessmentItem>";

    private static string Response(string type, string cardinality, params string[] values) =>
        $"<responseDeclaration identifier=\"RESPONSE\" cardinality=\"{cardinality}\" baseType=\"{type}\"><correctResponse>{string.Concat(values.Select(v => $"<value>{v}</value>"))}</correctResponse></responseDeclaration>";

    private static string Choices(string interaction, params string[] ids) =>
        $"<{interaction} responseIdentifier=\"RESPONSE\">{string.Concat(ids.Select(i => $"<simpleChoice identifier=\"{i}\">the {i}</simpleChoice>"))}</{interaction}>";
}
