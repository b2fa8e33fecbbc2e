using System.Net.Sockets;
using Npgsql;

namespace QuizOrleans.Storage.Database;

/// <summary>Tells faults that pass from faults that stay.</summary>
internal static class Faults
{
    /// <summary>Whether the same operation may succeed in a moment: the connection is gone, or the server is stopping, starting, full or standing by.</summary>
    public static bool IsPassing(Exception exception) => exception switch
    {
        PostgresException e => e.IsTransient || e.SqlState is
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.IdleSessionTimeout
            || e.SqlState.StartsWith("08", StringComparison.Ordinal) || e.SqlState.StartsWith("53", StringComparison.Ordinal),

        // What is no answer of the server is a fault of the way to it.
        NpgsqlException or SocketException or IOException or TimeoutException => true,
        _ => false,
    };

    public static bool IsDuplicate(Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>The value itself is refused (class 22): no retry and no other server will take it.</summary>
    public static bool IsBadData(Exception exception) => exception is PostgresException e && e.SqlState.StartsWith("22", StringComparison.Ordinal);
}
