using System.Text;
using System.Text.Json;

namespace QuizOrleans.Rules.Generation;

/// <summary>Reads the items of an array that a model wrote: as many as are whole, however the text ends.</summary>
internal static class JsonItems
{
    /// <summary>An item that is nested deeper is no question.</summary>
    private const int MaxDepth = 16;

    /// <param name="member">The array's name in the outermost object.</param>
    /// <returns>Null when there is no such array at all.</returns>
    public static List<JsonElement>? Of(string json, string member)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(Unfenced(json)), isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxDepth }));
        List<JsonElement>? items = null;
        try
        {
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var isIt = reader.ValueTextEquals(member);
                if (!reader.Read()) break;
                if (!isIt || reader.TokenType is not JsonTokenType.StartArray)
                {
                    if (!reader.TrySkip()) break;
                    continue;
                }

                items = [];
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
                {
                    if (!JsonDocument.TryParseValue(ref reader, out var item)) return items;
                    using (item) items.Add(item.RootElement.Clone());
                }
            }
        }
        catch (JsonException)
        {
            // Malformed from here on: what came before is whole.
        }

        return items;
    }

    /// <summary>Models that know no schema like to put their JSON into a fence.</summary>
    private static string Unfenced(string json)
    {
        var text = json.AsSpan().Trim();
        if (!text.StartsWith("```")) return json;
        var line = text.IndexOf('\n');
        if (line < 0) return json;
        text = text[(line + 1)..];
        var end = text.LastIndexOf("```");
        return (end < 0 ? text : text[..end]).ToString();
    }
}
