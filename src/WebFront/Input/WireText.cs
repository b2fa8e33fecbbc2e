using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuizOrleans.WebFront.Input;

/// <summary>
/// Every text that comes in, over the hubs and over REST, passes here: it becomes composed Unicode (NFC), so that what looks the same is the same, and
/// what is no Unicode at all is refused as malformed.
/// </summary>
public sealed class WireText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.String) throw new JsonException("A text was expected.");
        var text = reader.GetString()!;
        if (Ascii.IsValid(text)) return text;
        try
        {
            return text.IsNormalized() ? text : text.Normalize();
        }
        catch (ArgumentException e)
        {
            throw new JsonException("A text holds code points that are no characters.", e);
        }
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
