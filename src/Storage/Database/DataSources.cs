using Microsoft.Extensions.Logging;
using Npgsql;

namespace QuizOrleans.Storage.Database;

internal static class DataSources
{
    /// <summary>The pool of the process. What the connection text sets is kept; this only fills in.</summary>
    public static NpgsqlDataSource Create(NpgsqlConnectionStringBuilder connection, StorageOptions options, ILoggerFactory? logs = null)
    {
        var text = new NpgsqlConnectionStringBuilder(connection.ConnectionString)
        {
            MaxPoolSize = options.MaxConnections,
            ApplicationName = connection.ApplicationName ?? "QuizOrleans",

            // A store's statements are few and fixed: parse and plan each once a connection.
            MaxAutoPrepare = 40,
            AutoPrepareMinUsages = 2,

            // Nothing here changes its session but the setting below, which is for good: resetting it between any two uses would undo that, and costs each use.
            NoResetOnClose = true,

            // A server that does not react to a cancellation is left after this, well inside any deadline.
            CancellationTimeout = 250,
            Timeout = Math.Max(1, (int)options.Deadline.TotalSeconds),
        };
        if (!connection.ShouldSerialize("GSS Encryption Mode")) text.GssEncryptionMode = GssEncryptionMode.Disable;

        var builder = new NpgsqlDataSourceBuilder(text.ConnectionString);
        if (logs is not null) builder.UseLoggerFactory(logs);
        builder.UsePhysicalConnectionInitializer(Prepare, PrepareAsync);
        return builder.Build();
    }

    // Short statements over arrays, whose rows the planner guesses high: compiling them to machine code takes longer than they do.
    private const string Sets = "SET jit = off";

    private static void Prepare(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(Sets, connection);
        command.ExecuteNonQuery();
    }

    private static async Task PrepareAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Sets, connection);
        await command.ExecuteNonQueryAsync();
    }
}
