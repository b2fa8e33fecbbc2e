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
// Phases and events share two words; the generated members need names of their own.
[JsonSerializable(typeof(RoomEvent.Paused), TypeInfoPropertyName = "PausedEvent")]
[JsonSerializable(typeof(RoomEvent.Finished), TypeInfoPropertyName = "FinishedEvent")]
public sealed partial class RoomJson : JsonSerializerContext;

/// <summary>How a room's stream is written.</summary>
public static class RoomJournal
{
    public static readonly JournalFormat<RoomState, RoomEvent> Format = new(RoomJson.Default.RoomState, RoomJson.Default.RoomEvent, "room-1", RoomEventWriter.Write);
}

/// <summary>Instants as milliseconds since 1970: a third of the text's size, and there are many.</summary>
public sealed class UnixMilliseconds : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
}
