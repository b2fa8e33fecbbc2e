using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace QuizOrleans.Grains.Tests;

/// <summary>Grain storage that outlives silos, on either engine (Orleans' own memory storage dies with the silo that holds it). Records are JSON
/// with ETags, and a test may make operations fail.</summary>
public sealed class SharedGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string, string), (string? Json, int Version)> _records = new();

    /// <summary>Thrown by the next write instead of writing.</summary>
    public Exception? FailNextWrite { get; set; }

    public int Writes { get; private set; }

    /// <summary>Changes the record behind the grain's back.</summary>
    public void Touch(string stateName, GrainId grainId)
    {
        var key = (stateName, grainId.ToString());
        _records[key] = _records.TryGetValue(key, out var record) ? record with { Version = record.Version + 1 } : (null, 1);
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var found = _records.TryGetValue((stateName, grainId.ToString()), out var record);
        grainState.ETag = found ? Text(record.Version) : null;
        grainState.RecordExists = record.Json is not null;
        grainState.State = record.Json is null ? Activator.CreateInstance<T>() : JsonSerializer.Deserialize<T>(record.Json)!;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (FailNextWrite is { } failure)
        {
            FailNextWrite = null;
            throw failure;
        }
        Replace(stateName, grainId, grainState, JsonSerializer.Serialize(grainState.State));
        Writes++;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Replace(stateName, grainId, grainState, null);
        grainState.State = Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    private void Replace<T>(string stateName, GrainId grainId, IGrainState<T> grainState, string? json)
    {
        var key = (stateName, grainId.ToString());
        var found = _records.TryGetValue(key, out var record);
        var stored = found ? Text(record.Version) : null;
        if (stored != grainState.ETag)
            throw new InconsistentStateException("The record was changed by someone else.", stored, grainState.ETag, null);
        _records[key] = (json, record.Version + 1);
        grainState.ETag = Text(record.Version + 1);
        grainState.RecordExists = json is not null;
    }

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);
}
