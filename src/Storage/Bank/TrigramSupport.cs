using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Bank;

/// <summary>
/// PostgreSQL's extension pg_trgm, by which near duplicates are found. It comes with PostgreSQL's contrib modules, which some installations
/// leave out; a database without it works, finds near duplicates by their words, and says so at every start. Once it can be had, the next
/// start takes it.
/// </summary>
internal sealed partial class TrigramSupport(NpgsqlDataSource source, ILogger<TrigramSupport> logger) : IHostedService
{
    // Processes that start together take turns; "QuizTrgm" as a number.
    private const string EnsureSql =
        """
        SELECT pg_advisory_xact_lock(5869417291487014765);
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE INDEX IF NOT EXISTS questions_by_likeness ON questions USING gin (likeness gin_trgm_ops);
        """;

    private bool? _isThere;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var command = connection.Text(EnsureSql);
            await command.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            _isThere = true;
        }
        catch (PostgresException e) when (!Faults.IsPassing(e))
        {
            // 58P01 or 0A000: not installed; 42501: not allowed.
            _isThere = null;
            LogMissing(logger, e.SqlState, e.MessageText);
        }
        catch (Exception e) when (Faults.IsPassing(e))
        {
            LogNotAsked(logger, e);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Asked of the database once, for what another process has done since.</summary>
    public async Task<bool> IsThere(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_isThere is { } known) return known;
        await using var command = connection.Text("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')");
        var isThere = (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
        _isThere = isThere;
        return isThere;
    }

    [LoggerMessage(4101, LogLevel.Warning, "PostgreSQL's extension pg_trgm cannot be had ({SqlState}: {Message}): near duplicates in the question bank are found by common words only. Install PostgreSQL's contrib modules, or let an administrator run CREATE EXTENSION pg_trgm in this database, and start again.")]
    private static partial void LogMissing(ILogger logger, string sqlState, string message);

    [LoggerMessage(4102, LogLevel.Warning, "Whether PostgreSQL's extension pg_trgm can be had is not known yet.")]
    private static partial void LogNotAsked(ILogger logger, Exception exception);
}
