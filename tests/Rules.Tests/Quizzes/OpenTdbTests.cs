using System.Net;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Quizzes.Import;

namespace QuizOrleans.Rules.Tests.Quizzes;

public class OpenTdbTests
{
    private static readonly object Capital = Row("What's the capital of Café & \"Norway\"? 100% <b>sure</b>", "Oslo", "Bergen", "Stavanger, e.g.", "C++ + 1");

    private static readonly Dictionary<string, Func<string, string>> Encoders = new()
    {
        ["html"] = WebUtility.HtmlEncode,
        ["legacy"] = text => WebUtility.UrlEncode(text),
        ["rfc3986"] = Uri.EscapeDataString,
        ["base64"] = text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
    };

    public static TheoryData<string> Encodings => [.. Encoders.Keys];

    [Theory, MemberData(nameof(Encodings))]
    public void Every_encoding_reads_as_the_same_questions(string encoding)
    {
        var result = OpenTdb.Read(File([Capital, Row("Is 5 > 3?", "True", "False")], encoding));
        result.Rejection.ShouldBeNull();
        var single = result.Rows[0].Question.ShouldBeOfType<SingleChoice>(string.Join(", ", result.Rows[0].Faults));
        single.Text.ShouldBe("What's the capital of Café & \"Norway\"? 100% <b>sure</b>");
        single.Choices.Single(c => c.Correct).Text.ShouldBe("Oslo");
        single.Choices.Where(c => !c.Correct).Select(c => c.Text).ShouldBe(["Bergen", "Stavanger, e.g.", "C++ + 1"]);
        (single.Category, single.Difficulty).ShouldBe(("Art & Co", Difficulty.Hard));
        result.Rows[1].Question.ShouldBeOfType<TrueFalse>().Answer.ShouldBeTrue();
    }

    [Fact]
    public void Any_question_survives_every_encoding() => Arbitrary.Holds(Printable.Three(), texts =>
    {
        var (question, correct, wrong) = (texts.Item1 + " x?", texts.Item2, texts.Item3);
        foreach (var encoding in Encoders.Keys)
        {
            var row = OpenTdb.Read(File([Row(question, correct, wrong, "another")], encoding)).Rows.ShouldHaveSingleItem();
            if (row.Question is not SingleChoice single)
            {
                row.Faults.ShouldAllBe(f => f.Code == "choices_duplicate");
                continue;
            }

            single.Text.ShouldBe(question.Trim(), encoding);
            single.Choices.Single(c => c.Correct).Text.ShouldBe(correct.Trim(), encoding);
        }
    });

    [Fact]
    public void Plain_text_that_looks_encoded_stays_as_it_is()
    {
        var result = OpenTdb.Read(File([Row("Is 50%25 of abcd the word c29uZw== here?", "100%25", "a+b", "YWJj", "bXVsdGlwbGU=")], "html"));
        var single = result.Rows[0].Question.ShouldBeOfType<SingleChoice>();
        single.Text.ShouldBe("Is 50%25 of abcd the word c29uZw== here?");
        single.Choices.Select(c => c.Text).ShouldBe(["100%25", "a+b", "YWJj", "bXVsdGlwbGU="], ignoreOrder: true);
    }

    [Theory]
    [InlineData("legacy")]
    [InlineData("base64")]
    public void One_damaged_row_does_not_spoil_an_encoded_file(string encoding)
    {
        var good = JsonSerializer.SerializeToNode(Encoded(Capital, encoding))!;
        var bad = good.DeepClone();
        bad["question"] = "50% of what?";
        var rows = OpenTdb.Read($"[{good},{bad},{good}]").Rows;
        rows.Select(r => r.Question is not null).ShouldBe([true, false, true]);
        rows[1].Faults.ShouldHaveSingleItem().Code.ShouldBe("row_undecodable");
    }

    [Fact]
    public void A_bare_list_and_a_byte_order_mark_are_read_too() =>
        OpenTdb.Read("\uFEFF" + JsonSerializer.Serialize(new[] { Capital })).Questions.Length.ShouldBe(1);

    [Fact]
    public void Bad_rows_are_told_by_number_and_never_hide_the_good_ones()
    {
        var result = OpenTdb.Read($$"""
            [{{JsonSerializer.Serialize(Capital)}}, 7, {"type":"essay","question":"Why?"}, {"type":"boolean","question":"So?","correct_answer":"Maybe"},
             {"type":"multiple","question":"Q?","correct_answer":"a","incorrect_answers":["a"]}, {"type":"multiple","question":{} },
             {"type":"multiple","question":"\ud800","correct_answer":"a","incorrect_answers":["b"]}, {"type":"boolean","difficulty":"insane","question":"?","correct_answer":"True"},
             {"type":"boolean","question":"Fine?","correct_answer":"False"}]
            """);
        result.Rows.Select(r => (r.Row, r.Faults.IsEmpty ? "" : r.Faults[0].Code)).ShouldBe([
            (1, ""), (2, "row_malformed"), (3, "type_unknown"), (4, "answer_invalid"), (5, "choices_duplicate"), (6, "row_malformed"),
            (7, "row_malformed"), (8, "difficulty_unknown"), (9, "")]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("{\"results\":{}}")]
    [InlineData("{\"response_code\":5}")]
    [InlineData("[\uD800]")]
    [InlineData("{\"\\ud800\":1,\"results\":7}")]
    public void What_is_no_such_file_is_malformed(string? content) =>
        OpenTdb.Read(content).Rejection.ShouldNotBeNull().Code.ShouldBe("malformed");

    [Theory]
    [InlineData(1, "has not so many questions")]
    [InlineData(2, "parameter")]
    [InlineData(3, "token does not exist")]
    [InlineData(4, "token has had all")]
    [InlineData(5, "one in 5 seconds")]
    [InlineData(6, "code 6")]
    public void What_the_service_refuses_with_is_no_file_and_says_why(int code, string said)
    {
        var refusal = OpenTdb.Read($$"""{"response_code":{{code}},"results":[]}""").Rejection.ShouldNotBeNull();
        refusal.Code.ShouldBe("source_refused");
        refusal.Message.ShouldContain(said);
        // Where there are questions they are what counts.
        OpenTdb.Read(File([Row("Which?", "right", "wrong")], "html").Replace("\"response_code\":0", $"\"response_code\":{code}", StringComparison.Ordinal)).Questions.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"results\":[]}")]
    [InlineData("{\"response_code\":0,\"results\":[]}")]
    [InlineData("{\"response_code\":\"5\",\"results\":[]}")]
    [InlineData("{\"response_code\":1e99,\"results\":[]}")]
    public void No_results_without_a_code_are_none(string content) => OpenTdb.Read(content).ShouldSatisfyAllConditions(r => r.Rejection.ShouldBeNull(), r => r.Rows.ShouldBeEmpty());

    [Fact]
    public void Nothing_ever_throws() => Arbitrary.Holds(Json, text => OpenTdb.Read(text).ShouldNotBeNull());

    [Fact]
    public void The_correct_choice_is_not_always_first_and_always_in_the_same_place()
    {
        var file = File([.. Enumerable.Range(0, 400).Select(i => Row($"Question {i}?", "right", "w1", "w2", "w3"))], "html");
        var places = OpenTdb.Read(file).Questions.Cast<SingleChoice>().Select(q => q.Choices.IndexOf(q.Choices.Single(c => c.Correct))).ToArray();
        OpenTdb.Read(file).Questions.Cast<SingleChoice>().Select(q => q.Choices.IndexOf(q.Choices.Single(c => c.Correct))).ShouldBe(places);
        places.CountBy(p => p).ShouldAllBe(c => c.Value > 70 && c.Value < 130);
    }

    private static Gen<string> Printable => Gen.Elements("abzAZ019 %+&<>\"'=/;#äß語😀é".EnumerateRunes().ToArray())
        .NonEmptyListOf().Select(r => string.Concat(r)).Where(t => VisibleText.Check(t, 100) == TextFlaw.None);

    private static Gen<string> Json => Gen.OneOf(
        Arbitrary.Text,
        Gen.Elements("{", "}", "[", "]", ",", ":", "\"results\"", "\"type\"", "\"multiple\"", "\"question\"", "\"correct_answer\"", "\"incorrect_answers\"",
            "\"\\ud800\"", "\"%zz\"", "1e999", "null", "true").ArrayOf().Select(string.Concat),
        Gen.Elements("null", "1", "\"x\"", "[]", "{}", "\"\\udc00\"", "\"bXVsdGlwbGU=\"", "\"%41\"", "[null]", "[\"a\",1]").ArrayOf(6).Select(v =>
            $$"""{"results":[{"type":{{v[0]}},"difficulty":{{v[1]}},"category":{{v[2]}},"question":{{v[3]}},"correct_answer":{{v[4]}},"incorrect_answers":{{v[5]}} },{{v[0]}}]}"""));

    private static object Row(string question, string correct, params string[] incorrect) => new
    {
        type = incorrect.Length == 1 && correct is "True" or "False" ? "boolean" : "multiple",
        difficulty = "hard",
        category = "Art & Co",
        question,
        correct_answer = correct,
        incorrect_answers = incorrect,
    };

    private static string File(object[] rows, string encoding) =>
        JsonSerializer.Serialize(new { response_code = 0, results = rows.Select(r => Encoded(r, encoding)) });

    private static Dictionary<string, object> Encoded(object row, string encoding)
    {
        var json = JsonSerializer.SerializeToElement(row);
        return json.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ValueKind is JsonValueKind.Array
            ? p.Value.EnumerateArray().Select(e => Encoders[encoding](e.GetString()!)).ToArray()
            : (object)Encoders[encoding](p.Value.GetString()!));
    }
}
