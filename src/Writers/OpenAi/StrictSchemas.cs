using System.Text.Json;
using System.Text.Json.Nodes;

namespace QuizOrleans.Writers.OpenAi;

internal static class StrictSchemas
{
    /// <summary>Whether every object in the schema is closed and requires all of its members.</summary>
    public static bool IsStrict(JsonNode? schema) => schema switch
    {
        JsonArray list => list.All(IsStrict),
        JsonObject { Count: > 0 } node => (node["properties"] is not JsonObject properties || IsClosed(node, properties)) && node.All(member => IsStrict(member.Value)),
        _ => true,
    };

    private static bool IsClosed(JsonObject node, JsonObject properties) =>
        node["additionalProperties"]?.GetValueKind() is JsonValueKind.False
        && node["required"] is JsonArray required
        && properties.All(p => required.Any(r => r?.GetValueKind() is JsonValueKind.String && r.GetValue<string>() == p.Key));
}
