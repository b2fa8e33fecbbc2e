using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace QuizOrleans.LocalSilo;

/// <summary>Mirrors Orleans' memory storage. Records are kept as JSON, so what a grain changes without writing it is lost as it would be
/// anywhere else. Keep the instance to keep the records over a restart.</summary>
public sealed class MemoryGrainStorage(JsonSerializerOptions? json = null) : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Id), (byte[]? Json, long Version)> _records = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var found = _records.TryGetValue((stateName, grainId), out var record);
        grainState.ETag = found ? Text(record.Version) : null;
        grainState.RecordExists = record.Json is not null;
        grainState.State = record.Json is null ? DefaultState.Of<T>() : JsonSerializer.Deserialize<T>(record.Json, json);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        Replace(stateName, grainId, grainState, JsonSerializer.SerializeToUtf8Bytes(grainState.State, json));
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        Replace(stateName, grainId, grainState, null);
        grainState.State = DefaultState.Of<T>();
        return Task.CompletedTask;
    }

    private void Replace<T>(string name, GrainId id, IGrainState<T> state, byte[]? next)
    {
        var key = (name, id);
        var found = _records.TryGetValue(key, out var current);
        var stored = found ? Text(current.Version) : null;
        var record = (next, current.Version + 1);
        if (stored != state.ETag || !(found ? _records.TryUpdate(key, record, current) : _records.TryAdd(key, record)))
            throw new InconsistentStateException($"{name} of {id} was changed by someone else.", stored, state.ETag);
        state.ETag = Text(record.Item2);
        state.RecordExists = next is not null;
    }

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);
}
