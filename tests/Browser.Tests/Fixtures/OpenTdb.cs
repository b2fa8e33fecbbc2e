using System.Net;
using System.Text.Json;

namespace QuizOrleans.Browser.Tests.Fixtures;

/// <summary>opentdb.json as people see it: the file the host imports, read by other means than the server's.</summary>
public sealed record OpenTdb(string Path, IReadOnlyList<OpenTdb.Question> Questions)
{
    public static OpenTdb Load()
    {
        var path = System.IO.Path.Combine(AppContext.BaseDirectory, "opentdb.json");
        using var file = JsonDocument.Parse(File.ReadAllText(path));
        return new OpenTdb(path, [.. file.RootElement.GetProperty("results").EnumerateArray().Select(Read)]);
    }

    private static Question Read(JsonElement row) => new(
        Text(row.GetProperty("question")),
        Text(row.GetProperty("correct_answer")),
        [.. row.GetProperty("incorrect_answers").EnumerateArray().Select(Text)]);

    private static string Text(JsonElement text) => WebUtility.HtmlDecode(text.GetString()!);

    /// <summary>A question with its right choice and the others.</summary>
    public sealed record Question(string Text, string Right, IReadOnlyList<string> Wrong);
}
