using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Generation;

/// <summary>
/// Has the questions answered by a model that is not told the answers, as a player is shown them: choices shuffled, ids by position. Who writes a question
/// knows what it means to ask; who reads it finds out whether it does.
/// </summary>
public static class SecondPass
{
    private const int TokensAnAnswer = 200;
    private const int TokensToThink = 2000;

    private const string Instruction =
        "You take part in a quiz and answer its questions.\n" + Prompt.Guard + "\n"
        + "Give an answer to every question by its `n`. Set `sound` to false if a question has no right answer or several that could be disputed, or cannot be "
        + "understood, else to true. With `choices`: the ids of all that are right in `choices` (one only where `kind` is single or trueFalse). Kind typed: `text`. "
        + "Kind number: `number`. Kind order: the ids of all `items` in the right order in `order`. Leave what does not apply empty, or 0.";

    private const string AnswerSchema =
        """{"type":"object","properties":{"answers":{"type":"array","items":{"type":"object","properties":{"n":{"type":"integer"},"sound":{"type":"boolean"},"choices":{"type":"array","items":{"type":"integer"}},"text":{"type":"string"},"number":{"type":"number"},"order":{"type":"array","items":{"type":"integer"}}},"required":["n","sound","choices","text","number","order"],"additionalProperties":false}}},"required":["answers"],"additionalProperties":false}""";

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The questions as they are shown. The same seed deals the same.</summary>
    public static ImmutableArray<PlayedQuestion> Deal(ImmutableArray<Question> questions, ulong seed) =>
        PlayedQuestions.Deal(new Quiz { Title = "-", Questions = questions }, shuffleQuestions: false, shuffleChoices: true, seed);

    public static Prompt For(ImmutableArray<PlayedQuestion> questions, Topic topic) => new(
        Instruction,
        JsonSerializer.Serialize(new { language = topic.Language, questions = questions.Select(Shown) }, Plain),
        AnswerSchema,
        TokensToThink + (questions.Length * TokensAnAnswer));

    /// <summary>For each question whether the answer given is the right one; what is missing, unreadable or called unsound is not. Null when nothing could be read.</summary>
    public static ImmutableArray<bool>? Agreement(ImmutableArray<PlayedQuestion> questions, string json)
    {
        if (JsonItems.Of(json, "answers") is not { } items) return null;
        var agreed = new bool[questions.Length];
        foreach (var item in items)
        {
            if (item.ValueKind is not JsonValueKind.Object || !item.TryGetProperty("n", out var number) || !number.TryGetInt32Safe(out var n)) continue;
            if (n >= 1 && n <= questions.Length) agreed[n - 1] = Agrees(questions[n - 1], item);
        }

        return [.. agreed];
    }

    private static ShownQuestion Shown(PlayedQuestion played, int index)
    {
        ShownChoice[] texts = [.. played.ChoiceTexts.Select((text, id) => new ShownChoice(id, text))];
        var (n, text) = (index + 1, played.Question.Text);
        return played.Question switch
        {
            SingleChoice => new ShownQuestion(n, "single", text, Choices: texts),
            MultipleChoice => new ShownQuestion(n, "multiple", text, Choices: texts),
            TrueFalse => new ShownQuestion(n, "trueFalse", text, Choices: texts),
            Order => new ShownQuestion(n, "order", text, Items: texts),
            Numeric q => new ShownQuestion(n, "number", text, Unit: q.Unit),
            _ => new ShownQuestion(n, "typed", text),
        };
    }

    private static bool Agrees(PlayedQuestion question, JsonElement item)
    {
        if (!item.TryGetProperty("sound", out var sound) || sound.ValueKind is not JsonValueKind.True) return false;
        Answer? answer = question.Question switch
        {
            SingleChoice or MultipleChoice or TrueFalse when Ids(item, "choices") is { } ids => new ChoiceAnswer(ids),
            Order when Ids(item, "order") is { } ids => new OrderAnswer(ids),
            Numeric when item.TryGetProperty("number", out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) => new NumberAnswer(number),
            Typed when item.TryGetProperty("text", out var value) && value.ValueKind is JsonValueKind.String => TextOf(value),
            _ => null,
        };
        return answer is not null && Judge.Check(question, answer) is null && Judge.Credit(question, answer, partialCredit: false) >= 1;
    }

    private static TextAnswer? TextOf(JsonElement value)
    {
        try
        {
            return new TextAnswer(value.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }

    private static ImmutableArray<int>? Ids(JsonElement item, string member)
    {
        if (!item.TryGetProperty(member, out var array) || array.ValueKind is not JsonValueKind.Array) return null;
        var ids = ImmutableArray.CreateBuilder<int>();
        foreach (var id in array.EnumerateArray())
        {
            if (!id.TryGetInt32Safe(out var value)) return null;
            ids.Add(value);
        }

        return ids.ToImmutable();
    }

    private static bool TryGetInt32Safe(this JsonElement element, out int value)
    {
        value = 0;
        return element.ValueKind is JsonValueKind.Number && element.TryGetInt32(out value);
    }

    private sealed record ShownChoice(int Id, string Text);

    private sealed record ShownQuestion(int N, string Kind, string Text, ShownChoice[]? Choices = null, ShownChoice[]? Items = null, string? Unit = null);
}
