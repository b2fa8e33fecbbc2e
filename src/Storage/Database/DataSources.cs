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

            // A server that does not react to a cancellation is left after this, well inside any deadline.
            CancellationTimeout = 250,
            Timeout = Math.Max(1, (int)options.Deadline.TotalSeconds),
        };
        if (!connection.ContainsKey("GSS Encryption Mode")) text.GssEncryptionMode = GssEncryptionMode.Disable;

        var builder = new NpgsqlDataSourceBuilder(text.ConnectionString);
        if (logs is not null) builder.UseLoggerFactory(logs);
        return builder.Build();
    }
}
