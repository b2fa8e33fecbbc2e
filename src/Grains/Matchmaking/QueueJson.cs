using System.Text.Json.Serialization;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>The JSON of a queue's journal and snapshots.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UnixMilliseconds)])]
[JsonSerializable(typeof(QueueEvent))]
[JsonSerializable(typeof(QueueState))]
public sealed partial class QueueJson : JsonSerializerContext;

/// <summary>How a queue's stream is written.</summary>
public static class QueueJournal
{
    public static readonly JournalFormat<QueueState, QueueEvent> Format = new(QueueJson.Default.QueueState, QueueJson.Default.QueueEvent, "queue-1");
}
