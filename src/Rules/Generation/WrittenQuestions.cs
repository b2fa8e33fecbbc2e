using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Generation;

/// <summary>What a model wrote, as questions. Strict: a member of the wrong type is no question, whatever it may have meant.</summary>
public static class WrittenQuestions
{
    /// <summary>One item: a question, or the reason why it is none.</summary>
    public sealed record Item(Question? Question, string Reason);

    /// <summary>The items that are whole, in their order; null when there is nothing that could be read.</summary>
    public static ImmutableArray<Item>? Read(string json, Topic topic) =>
        JsonItems.Of(json, "questions") is { } items ? [.. items.Select(item => Read(item, topic))] : null;

    private static Item Read(JsonElement item, Topic topic)
    {
        try
        {
            if (item.ValueKind is not JsonValueKind.Object || OfKind(item, topic.Kind) is not { } shape || Text(item, "text") is not { } text) return new Item(null, "shape");
            var question = shape with { Text = text, Explanation = Text(item, "explanation") ?? "", Category = Category(topic), Difficulty = topic.Difficulty };
            return QuestionFaults.Of(question) is [var fault, ..] ? new Item(null, fault.Code) : new Item(question, "");
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // Half a surrogate pair: JSON can say what no text can hold.
            return new Item(null, "shape");
        }
    }

    private static Question? OfKind(JsonElement item, string kind) => kind switch
    {
        "single" when Choices(item) is { } choices => new SingleChoice { Text = "", Choices = choices },
        "multiple" when Choices(item) is { } choices => new MultipleChoice { Text = "", Choices = choices },
        "trueFalse" when Bool(item, "answer") is { } answer => new TrueFalse { Text = "", Answer = answer },
        "typed" when Texts(item, "accepted") is { } accepted => new Typed { Text = "", Accepted = accepted },
        "number" when Number(item, "number") is { } number => new Numeric { Text = "", Number = number, Within = Number(item, "within") ?? 0, Unit = Text(item, "unit") ?? "" },
        "order" when Texts(item, "items") is { } items => new Order { Text = "", Items = items },
        _ => null,
    };

    private static ImmutableArray<Choice>? Choices(JsonElement item)
    {
        if (!item.TryGetProperty("choices", out var array) || array.ValueKind is not JsonValueKind.Array) return null;
        var choices = ImmutableArray.CreateBuilder<Choice>();
        foreach (var choice in array.EnumerateArray())
        {
            if (choice.ValueKind is not JsonValueKind.Object || Text(choice, "text") is not { } text || Bool(choice, "correct") is not { } correct) return null;
            choices.Add(new Choice(text, correct));
        }

        return choices.ToImmutable();
    }

    private static ImmutableArray<string>? Texts(JsonElement item, string member)
    {
        if (!item.TryGetProperty(member, out var array) || array.ValueKind is not JsonValueKind.Array) return null;
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var text in array.EnumerateArray())
        {
            if (text.ValueKind is not JsonValueKind.String) return null;
            texts.Add(Clean(text.GetString()!));
        }

        return texts.ToImmutable();
    }

    private static string? Text(JsonElement item, string member) =>
        item.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String ? Clean(value.GetString()!) : null;

    private static bool? Bool(JsonElement item, string member) =>
        item.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.ValueKind is JsonValueKind.True : null;

    private static double? Number(JsonElement item, string member) =>
        item.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) ? number : null;

    private static string Clean(string text) => text.Trim().Normalize(NormalizationForm.FormC);

    /// <summary>What the bank files it under.</summary>
    private static string Category(Topic topic)
    {
        var name = topic.Subject.Length > 0 ? topic.Subject : topic.Text;
        return VisibleText.Check(name, QuizLimits.MaxCategory) is TextFlaw.None ? name : "";
    }
}
