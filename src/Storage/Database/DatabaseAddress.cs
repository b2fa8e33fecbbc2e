using Npgsql;

namespace QuizOrleans.Storage.Database;

/// <summary>The connection with its password, which a pool no longer tells. Never to be logged, but its <see cref="Place"/>.</summary>
internal sealed class DatabaseAddress(NpgsqlConnectionStringBuilder connection)
{
    public NpgsqlConnectionStringBuilder Connection => connection;

    public string Place => $"database \"{connection.Database}\" on {connection.Host}:{connection.Port}";
}
