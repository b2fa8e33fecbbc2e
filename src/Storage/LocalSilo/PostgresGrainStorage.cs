using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.LocalSilo;

/// <summary>
/// State of LocalSilo's grains in <c>OrleansStorage</c>: the same rows, keys, versions and JSON as Orleans' ADO.NET provider with its
/// System.Text.Json serializer writes, so that a deployment can change its engine and keep its data.
/// </summary>
internal sealed class PostgresGrainStorage(PostgresDatabase database, OrleansStatements statements, IOptions<StorageOptions> options) : IGrainStorage
{
    /// <summary>The defaults of <c>SystemTextJsonGrainStorageSerializerOptions</c>.</summary>
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (payload, version) = await database.Run(
            "state.read", (connection, _, cancellation) => Read(connection, OrleansRowKey.Of(stateName, grainId), cancellation), CancellationToken.None);
        grainState.State = payload is null ? DefaultState.Of<T>() : JsonSerializer.Deserialize<T>(payload, Json) ?? DefaultState.Of<T>();
        grainState.ETag = version?.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = payload is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(grainState.State, Json);
        grainState.ETag = await Change("state.write", "WriteToStorageKey", stateName, grainId, grainState.ETag, payload);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!grainState.RecordExists && grainState.ETag is null)
        {
            await ReadStateAsync(stateName, grainId, grainState);
            if (!grainState.RecordExists) return;
        }

        grainState.ETag = await Change("state.clear", "ClearStorageKey", stateName, grainId, grainState.ETag, null);
        grainState.State = DefaultState.Of<T>();
        grainState.RecordExists = false;
    }

    /// <summary>Returns the new ETag.</summary>
    private Task<string> Change(string operation, string statement, string stateName, GrainId grainId, string? etag, byte[]? payload) =>
        database.Run(
            operation,
            async (connection, retried, cancellation) =>
            {
                var key = OrleansRowKey.Of(stateName, grainId);
                int? known = etag is null ? null : int.Parse(etag, CultureInfo.InvariantCulture);
                await using var command = await statements.Command(connection, statement, cancellation);
                key.AddTo(command, options.Value.ServiceId);
                command.Parameters.Add(new NpgsqlParameter<int?>("GrainStateVersion", known) { NpgsqlDbType = NpgsqlDbType.Integer });
                if (payload is not null) command.Parameters.Add(new NpgsqlParameter<byte[]>("PayloadBinary", payload));
                var version = await command.ExecuteScalarAsync(cancellation) as int?;

                // The answer of a first try may have been lost on its way; then the next version holds just this state.
                if (version is null && retried)
                {
                    var (stored, next) = await Read(connection, key, cancellation);
                    if (next == (known ?? 0) + 1 && stored.AsSpan().SequenceEqual(payload)) version = next;
                }

                return version?.ToString(CultureInfo.InvariantCulture)
                    ?? throw new InconsistentStateException($"State '{stateName}' of {grainId} is no longer at version {etag ?? "none"}: another activation wrote it.", null, etag);
            },
            CancellationToken.None);

    private async Task<(byte[]? Payload, int? Version)> Read(NpgsqlConnection connection, OrleansRowKey key, CancellationToken cancellation)
    {
        await using var command = await statements.Command(connection, "ReadFromStorageKey", cancellation);
        key.AddTo(command, options.Value.ServiceId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return (null, null);
        return (await reader.IsDBNullAsync(0, cancellation) ? null : reader.GetFieldValue<byte[]>(0), reader.GetInt32(1));
    }
}
