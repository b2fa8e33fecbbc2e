using System.Text.Json;

namespace QuizOrleans.Testing.LanguageModels;

/// <summary>Reads a request's JSON and refuses what is not in the reference.</summary>
internal static class StrictJson
{
    public static JsonElement Object(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Object(document.RootElement.Clone(), "the body");
        }
        catch (JsonException e)
        {
            throw new MalformedRequestException($"The body is not JSON: {e.Message}");
        }
    }

    public static JsonElement Object(JsonElement element, string where, params string[] known)
    {
        Must(element.ValueKind is JsonValueKind.Object, $"{where} must be an object");
        if (known.Length > 0)
        {
            foreach (var member in element.EnumerateObject()) Must(known.Contains(member.Name), $"{where} has the unknown member {member.Name}");
        }

        return element;
    }

    public static JsonElement Get(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value : throw new MalformedRequestException($"{name} is missing");

    public static string Text(JsonElement element, string name)
    {
        var value = Get(element, name);
        Must(value.ValueKind is JsonValueKind.String && value.GetString()!.Length > 0, $"{name} must be a text");
        return value.GetString()!;
    }

    public static IEnumerable<JsonElement> Items(JsonElement element, string name)
    {
        var value = Get(element, name);
        Must(value.ValueKind is JsonValueKind.Array && value.GetArrayLength() > 0, $"{name} must be a list with something in it");
        return value.EnumerateArray();
    }

    public static int Positive(JsonElement element, string name)
    {
        var value = Get(element, name);
        Must(value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out _) && value.GetInt32() > 0, $"{name} must be a whole number above 0");
        return value.GetInt32();
    }

    public static void Must(bool holds, string otherwise)
    {
        if (!holds) throw new MalformedRequestException(otherwise);
    }
}
