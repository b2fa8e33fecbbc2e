using System.Text.Json;

namespace QuizOrleans.Rules.Quizzes.Import;

/// <summary>
/// The JSON of the Open Trivia Database (opentdb.com/api_config.php): <c>{"response_code", "results": […]}</c> or the bare array of results,
/// in any of its encodings (<see cref="OpenTdbEncoding"/>). Whatever the text, nothing is thrown.
/// </summary>
public static class OpenTdb
{
    public const string Format = "opentdb";

    private static readonly Rejection Malformed = new("malformed", "This is not a file of the Open Trivia Database: no list of results.");

    public static ImportResult Read(string? content)
    {
        try
        {
            // A file saved by an editor may begin with a byte order mark, which is not JSON.
            using var json = JsonDocument.Parse((content ?? "").TrimStart('\uFEFF'));
            if (ResultsOf(json.RootElement) is not { } results) return new ImportResult([], Malformed);
            return results.GetArrayLength() == 0 && RefusalIn(json.RootElement) is { } refusal ? new ImportResult([], refusal) : Read(results);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            // JsonException: no JSON. The other two: halves of surrogate pairs, in the text itself or escaped in a member's name.
            return new ImportResult([], Malformed);
        }
    }

    private static JsonElement? ResultsOf(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => root,
        JsonValueKind.Object when root.TryGetProperty("results", out var results) && results.ValueKind is JsonValueKind.Array => results,
        _ => null,
    };

    /// <summary>The service answers with a code and no result where it has nothing, or does not want to; with 200, so that a pipe takes it for a file.</summary>
    private static Rejection? RefusalIn(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty("response_code", out var member) || !member.TryGetInt32Exactly(out var code) || code == 0) return null;
        var meaning = code switch
        {
            1 => "it has not so many questions of this kind",
            2 => "a parameter of the request was not valid",
            3 => "the session token does not exist",
            4 => "the session token has had all questions of this kind",
            5 => "too many requests; it takes one in 5 seconds",
            _ => "what that means is not known",
        };
        return new Rejection("source_refused", $"The Open Trivia Database gave no questions but its code {code}: {meaning}.");
    }

    private static bool TryGetInt32Exactly(this JsonElement member, out int value)
    {
        value = 0;
        return member.ValueKind is JsonValueKind.Number && member.TryGetInt32(out value);
    }

    private static ImportResult Read(JsonElement results)
    {
        var rows = results.EnumerateArray().Select(OpenTdbRow.Read).ToArray();
        var decode = OpenTdbEncoding.Detect([.. rows.OfType<OpenTdbRow>()]);
        return new ImportResult([.. rows.Select((row, i) => Imported(i + 1, row, decode))]);
    }

    private static ImportedRow Imported(int number, OpenTdbRow? row, Func<string, string?> decode)
    {
        if (row is null) return Faulty(number, "row_malformed", "The row is not an object of texts as the Open Trivia Database has them.");
        if (row.Map(decode) is not { } plain) return Faulty(number, "row_undecodable", "The row is not in the encoding of the rest of the file.");
        var (question, fault) = OpenTdbQuestions.ToQuestion(plain);
        if (question is null) return new ImportedRow(number, null, [fault!]);
        var faults = QuestionFaults.Of(question);
        return new ImportedRow(number, faults.IsEmpty ? question : null, faults);
    }

    private static ImportedRow Faulty(int number, string code, string message) => new(number, null, [new Fault(code, message)]);
}
