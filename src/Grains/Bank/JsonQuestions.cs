using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Grains.Bank;

/// <summary>Our own JSON: a list of questions as <c>POST /api/questions</c> takes them, bare or as <c>{"questions": […]}</c>.</summary>
internal static class JsonQuestions
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly string[] Defaulted = ["language", "category", "difficulty", "tags", "examType", "subject", "source", "licence", "status"];

    /// <summary>Every question by itself, so that one of the wrong shape costs only itself. What a question leaves out takes the defaults.</summary>
    public static Outcome<QuestionsRead> Read(ReadOnlyMemory<byte> content, BankDraft defaults)
    {
        try
        {
            var root = JsonNode.Parse(content.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? content.Span[3..] : content.Span);
            if ((root as JsonArray ?? (root as JsonObject)?["questions"] as JsonArray) is not { } list)
                return new Refusal("malformed", "This is not a list of questions.");
            if (list.Count == 0) return new Refusal("malformed", "There is no question in this file.");
            var given = JsonSerializer.SerializeToNode(defaults, Json)!.AsObject();
            return new QuestionsRead([.. list.Take(BankLimits.MaxImportRows + 1).Select((node, i) => i < BankLimits.MaxImportRows ? Row(i + 1, node, given) : TooMany(i + 1))]);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return new Refusal("malformed", "This is not JSON.");
        }
    }

    /// <summary>A part of a list: the first opens it, the last closes it.</summary>
    public static byte[] Write(ImmutableArray<BankEntry> entries, bool isFirst, bool isLast)
    {
        var items = string.Join(",\n", entries.Select(e => JsonSerializer.Serialize(e.Question, Json)));
        return System.Text.Encoding.UTF8.GetBytes((isFirst ? "[\n" : items.Length > 0 ? ",\n" : "") + items + (isLast ? "\n]\n" : ""));
    }

    private static ReadQuestion Row(int row, JsonNode? node, JsonObject defaults)
    {
        try
        {
            if (node is not JsonObject written) return Bad(row, "row_malformed", "The row is not a question.");
            var whole = (JsonObject)written.DeepClone();
            foreach (var name in Defaulted.Where(n => whole[n] is null)) whole[name] = defaults[name]?.DeepClone();
            var (question, faults) = BankMapping.Read(whole.Deserialize<BankDraft>(Json));
            return new ReadQuestion(row, 0, question is null ? null : BankMapping.ToDraft(question), BankMapping.Faults(faults));
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return Bad(row, "row_malformed", "A member of the question is of another kind than it should be.");
        }
    }

    private static ReadQuestion TooMany(int row) => Bad(row, "rows_too_many", $"A file may have at most {BankLimits.MaxImportRows} questions; the rest was not read.");

    private static ReadQuestion Bad(int row, string code, string message) => new(row, 0, null, BankMapping.Faults([new Fault(code, message)]));
}
