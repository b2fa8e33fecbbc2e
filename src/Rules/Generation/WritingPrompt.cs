using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Generation;

/// <summary>Asks for questions.</summary>
public static class WritingPrompt
{
    /// <summary>Texts to stay away from that are passed along.</summary>
    public const int MostAvoided = 20;

    private const int TokensAQuestion = 600;
    private const int TokensToThink = 2000;

    // The answer of the model is data in turn; what counts is that the texts arrive as they are, in few tokens.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <param name="count">How many are wanted now.</param>
    /// <param name="avoid">Questions that are there already.</param>
    public static Prompt For(Topic topic, int count, ImmutableArray<string> avoid) => new(
        Instruction(topic.Kind),
        JsonSerializer.Serialize(
            new
            {
                count,
                language = topic.Language,
                topic = topic.Text,
                subject = topic.Subject,
                examType = topic.ExamType,
                difficulty = topic.Difficulty switch { Difficulty.Easy => "easy", Difficulty.Medium => "medium", Difficulty.Hard => "hard", _ => "mixed" },
                avoid = avoid.Take(MostAvoided),
            },
            Plain),
        Schema(topic.Kind),
        TokensToThink + (count * TokensAQuestion));

    private static string Instruction(string kind) => string.Join('\n',
        "You write questions for a quiz.",
        Prompt.Guard,
        "Write `count` questions about `topic` in `subject` (whichever is given), fit for `examType` if it is given, of the given `difficulty`, in the language with the tag `language`.",
        "Each stands for itself, asks for one well established fact, and has an answer that nobody who knows the matter would dispute.",
        "None contains its own answer, repeats another, or asks what one in `avoid` asks. No markup, no links, no numbering.",
        "`explanation` says in one or two sentences why the answer is right.",
        ForKind(kind));

    private static string ForKind(string kind) => kind switch
    {
        "single" => "Give four choices, exactly one `correct`; the others are plausible and wrong beyond doubt. No 'all of these' or 'none of these'.",
        "multiple" => "Give four to six choices; one or more are `correct`, never all of them; the text says that several may be right.",
        "trueFalse" => "Each `text` is a statement that is either true or false as it stands; about half of them are true.",
        "typed" => "The answer is one to three words. `accepted` has it first and then its other common spellings and names.",
        "number" => "The answer is `number`; one that lies within plus or minus `within` counts as right (0 where it can be counted). `unit` is its unit or empty.",
        "order" => "Give three to six `items` in the right order; `text` says by what they are ordered and which end comes first.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind that is written."),
    };

    private static string Schema(string kind)
    {
        var text = new { type = "string" };
        var (name, type) = kind switch
        {
            "single" or "multiple" => ("choices", (object)new
            {
                type = "array",
                items = new { type = "object", properties = new { text, correct = new { type = "boolean" } }, required = (string[])["text", "correct"], additionalProperties = false },
            }),
            "trueFalse" => ("answer", new { type = "boolean" }),
            "typed" => ("accepted", new { type = "array", items = text }),
            "number" => ("number", new { type = "number" }),
            "order" => ("items", new { type = "array", items = text }),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind that is written."),
        };
        var properties = new Dictionary<string, object> { ["text"] = text, [name] = type };
        if (kind == "number") (properties["within"], properties["unit"]) = (new { type = "number" }, text);
        properties["explanation"] = text;
        return JsonSerializer.Serialize(new
        {
            type = "object",
            properties = new { questions = new { type = "array", items = new { type = "object", properties, required = properties.Keys.ToArray(), additionalProperties = false } } },
            required = (string[])["questions"],
            additionalProperties = false,
        });
    }
}
