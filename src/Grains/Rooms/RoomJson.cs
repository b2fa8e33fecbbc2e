using System.Text.Json;
using System.Text.Json.Serialization;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <summary>The JSON of a room's journal and snapshots.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UnixMilliseconds)])]
[JsonSerializable(typeof(RoomEvent))]
[JsonSerializable(typeof(RoomState))]
public sealed partial class RoomJson : JsonSerializerContext
{
    public static readonly JournalFormat<RoomState, RoomEvent> Format = new(Default.RoomState, Default.RoomEvent, "room-1");
}

/// <summary>Instants as milliseconds since 1970: a third of the text's size, and there are many.</summary>
public sealed class UnixMilliseconds : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
}
