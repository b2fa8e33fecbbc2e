using System.Text.Json;
using System.Text.Json.Nodes;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Rules.Tests.Rooms;

/// <summary>Equal texts for equal states: what has no order is sorted. By reflection, since the generated context belongs to the grains.</summary>
internal static class CanonicalJson
{
    public static string Of(RoomState state)
    {
        var json = JsonSerializer.SerializeToNode(state)!.AsObject();
        foreach (var set in new[] { nameof(RoomState.Names), nameof(RoomState.Kicked) })
            json[set] = new JsonArray([.. json[set]!.AsArray().Select(n => n!.GetValue<string>()).Order(StringComparer.Ordinal).Select(n => (JsonNode?)n)]);
        return Sorted(json)!.ToJsonString();
    }

    public static RoomEvent ThroughTheJournal(RoomEvent @event) => JsonSerializer.Deserialize<RoomEvent>(JsonSerializer.Serialize(@event))!;

    public static RoomState ThroughASnapshot(RoomState state) => JsonSerializer.Deserialize<RoomState>(JsonSerializer.Serialize(state))!;

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
