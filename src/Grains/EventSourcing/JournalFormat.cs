using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace QuizOrleans.Grains.EventSourcing;

/// <summary>How a grain's events and snapshots are written: UTF-8 JSON by generated code.</summary>
/// <param name="SnapshotFormat">Names the shape of the state. Change it with the shape: older snapshots are then ignored and the journal replayed, of a trimmed stream what is left of it.</param>
/// <param name="Quick">Writes frequent events as the serializer would, at less cost; null for those it leaves to it.</param>
public sealed record JournalFormat<TState, TEvent>(JsonTypeInfo<TState> State, JsonTypeInfo<TEvent> Event, string SnapshotFormat, Func<TEvent, byte[]?>? Quick = null)
{
    public ReadOnlyMemory<byte> Write(TEvent @event) => Quick?.Invoke(@event) ?? JsonSerializer.SerializeToUtf8Bytes(@event, Event);

    public TEvent ReadEvent(ReadOnlyMemory<byte> payload) =>
        JsonSerializer.Deserialize(payload.Span, Event) ?? throw new JsonException("A journal entry is null.");

    public ReadOnlyMemory<byte> Write(TState state) => JsonSerializer.SerializeToUtf8Bytes(state, State);

    public TState ReadState(ReadOnlyMemory<byte> payload) =>
        JsonSerializer.Deserialize(payload.Span, State) ?? throw new JsonException("A snapshot is null.");
}
