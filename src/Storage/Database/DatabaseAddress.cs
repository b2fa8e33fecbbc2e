using Npgsql;

namespace QuizOrleans.Storage.Database;

/// <summary>The connection with its password, which a pool no longer tells. Never to be logged.</summary>
internal sealed class DatabaseAddress(NpgsqlConnectionStringBuilder connection)
{
    public NpgsqlConnectionStringBuilder Connection => connection;
}
