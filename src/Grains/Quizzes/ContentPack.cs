using System.Collections.Immutable;
using System.Text.Json;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Grains.Quizzes;

/// <summary>
/// A file of <c>content/</c>: <c>{"id", "title", "description", "language", "category", "licence", "questions": […]}</c>, the questions as in
/// <c>POST /api/quizzes</c>.
/// </summary>
/// <param name="QuizId">"pack-" and the file's id; empty when the file is malformed.</param>
/// <param name="Quiz">The sound questions; null when there is nothing to store.</param>
/// <param name="Faults">What is wrong: row 0 is the file itself, 1 its first question.</param>
public sealed record ContentPack(string QuizId, Quiz? Quiz, ImmutableArray<RowFault> Faults, string Licence = "")
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Throws nothing: whatever the text is, the faults say so.</summary>
    public static ContentPack Parse(string content)
    {
        try
        {
            using var json = JsonDocument.Parse(content.TrimStart('\uFEFF'));
            return Read(json.RootElement);
        }
        catch (Exception e) when (IsMalformed(e))
        {
            return new ContentPack("", null, [new RowFault(0, "malformed", $"The file is not a content pack: {e.Message}")]);
        }
    }

    private static ContentPack Read(JsonElement root)
    {
        var id = ContentPacks.IdPrefix + root.GetProperty("id").GetString();
        if (!TenantKey.IsPart(id)) return new ContentPack("", null, [new RowFault(0, "id_invalid", "The id is of A-Z a-z 0-9 _ - and not too long.")]);
        // Every question by itself, so that one of the wrong shape costs only itself; it keeps its row as a missing one.
        var questions = root.GetProperty("questions").EnumerateArray().Select(Question).ToImmutableArray();
        var draft = new QuizDraft
        {
            Title = Text(root, "title"),
            Description = Text(root, "description"),
            Language = Text(root, "language"),
            Category = Text(root, "category"),
            Questions = questions!,
        };
        var (quiz, faults) = QuizMapping.Read(draft);
        var unfit = quiz.Questions.IsEmpty || faults.Any(f => f.Row == 0);
        return new ContentPack(id, unfit ? null : quiz, faults, Text(root, "licence"));
    }

    private static QuestionDraft? Question(JsonElement element)
    {
        try
        {
            return element.Deserialize<QuestionDraft>(Json);
        }
        catch (Exception e) when (IsMalformed(e))
        {
            return null;
        }
    }

    private static string Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    // A missing member, a value of another kind, half of a surrogate pair: System.Text.Json has an exception for each.
    private static bool IsMalformed(Exception e) => e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException;
}
