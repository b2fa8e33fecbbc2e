using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace QuizOrleans.Storage.LocalSilo;

/// <summary>The statements of Orleans' own tables, read from <c>OrleansQuery</c> as Orleans reads them: one text for both engines.</summary>
internal sealed class OrleansStatements
{
    private Dictionary<string, string>? _texts;

    [SuppressMessage("Security", "CA2100", Justification = "The texts come from deploy/sql.")]
    public async Task<NpgsqlCommand> Command(NpgsqlConnection connection, string key, CancellationToken cancellationToken)
    {
        // Two first callers may both read; they read the same.
        var texts = _texts ??= await ReadAll(connection, cancellationToken);
        return new NpgsqlCommand(texts[key], connection);
    }

    private static async Task<Dictionary<string, string>> ReadAll(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT QueryKey, QueryText FROM OrleansQuery", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken)) texts.Add(reader.GetString(0), reader.GetString(1));
        return texts;
    }
}
