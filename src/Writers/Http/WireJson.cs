using System.Text.Json;

namespace QuizOrleans.Writers.Http;

/// <summary>Reads what a provider sends without trusting its shape: what is not there, or is something else, is null.</summary>
internal static class WireJson
{
    /// <returns>Null when it is no JSON object.</returns>
    public static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Member(this JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    public static string? Text(this JsonElement? element, string name) => element.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A number, or a text that is one: in Google's JSON a 64-bit number is a text.</summary>
    public static long? Whole(this JsonElement? element, string name) => element.Member(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) => value,
        { ValueKind: JsonValueKind.String } text when long.TryParse(text.GetString(), out var value) => value,
        _ => null,
    };

    public static int Count(this JsonElement? element, string name) => (int)Math.Clamp(element.Whole(name) ?? 0, 0, int.MaxValue);

    public static IEnumerable<JsonElement?> Items(this JsonElement? element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(item => (JsonElement?)item) : [];

    /// <summary>A provider's code for a log: only what a code is made of, and short. Its sentences are never passed on, as they may repeat the prompt.</summary>
    public static string Code(string? text) =>
        text is { Length: > 0 and <= 80 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') ? text : "";
}
