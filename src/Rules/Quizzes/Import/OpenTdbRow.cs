using System.Collections.Immutable;
using System.Text.Json;

namespace QuizOrleans.Rules.Quizzes.Import;

/// <summary>A row as it stands in the file, still encoded. Members the file leaves out are empty.</summary>
internal sealed record OpenTdbRow(string Type, string Difficulty, string Category, string Question, string Correct, ImmutableArray<string> Incorrect)
{
    public IEnumerable<string> Texts => [Type, Difficulty, Category, Question, Correct, .. Incorrect];

    /// <summary>Null when the element is no object, or a member is not the text (or list of texts) it should be.</summary>
    public static OpenTdbRow? Read(JsonElement row)
    {
        try
        {
            return row.ValueKind is not JsonValueKind.Object ? null : new OpenTdbRow(
                Text(row, "type"), Text(row, "difficulty"), Text(row, "category"), Text(row, "question"), Text(row, "correct_answer"), Incorrects(row));
        }
        catch (InvalidOperationException)
        {
            // Another kind of value, or half of a surrogate pair.
            return null;
        }
    }

    /// <summary>The row with every text mapped; null when one has no image.</summary>
    public OpenTdbRow? Map(Func<string, string?> map)
    {
        var texts = Texts.Select(map).ToArray();
        return texts.Contains(null) ? null : new OpenTdbRow(texts[0]!, texts[1]!, texts[2]!, texts[3]!, texts[4]!, [.. texts[5..]!]);
    }

    private static string Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value.GetString()! : "";

    private static ImmutableArray<string> Incorrects(JsonElement row) =>
        row.TryGetProperty("incorrect_answers", out var list) && list.ValueKind is not JsonValueKind.Null
            ? [.. list.EnumerateArray().Select(e => e.GetString() ?? "")]
            : [];
}
