using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace QuizOrleans.Storage.Database;

/// <summary>Positional parameters ($1, $2 …) without boxing and without naming.</summary>
internal static class Commands
{
    [SuppressMessage("Security", "CA2100", Justification = "Every text is a constant of its store.")]
    public static NpgsqlCommand Text(this NpgsqlConnection connection, string sql) => new(sql, connection);

    public static NpgsqlCommand With<T>(this NpgsqlCommand command, NpgsqlParameter<T> parameter)
    {
        command.Parameters.Add(parameter);
        return command;
    }

    public static NpgsqlCommand With<T>(this NpgsqlCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }
}
