using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Matches;

/// <summary>
/// Writes matches, many at once. How one has ended is written soon, and so is that one waits for its second turn. That one runs can wait: most are waiting for their players and begin within the same
/// second, and of what is said of a match meanwhile only the last word is written.
/// </summary>
/// <remarks>
/// A crash loses the rows of matches that began within the last second, never a match: that is in the journal. Its players, whose pages know it, call it and it
/// writes its row again as it comes back; so does the queue that paired them, until it has heard that both are seated. Only a match whose players are all lost
/// with the server is found by nobody, and its keeper, who goes by these rows, does not end it.
/// </remarks>
internal sealed class MatchWriter : IAsyncDisposable
{
    private const int MostAtOnce = 500;

    /// <summary>Before whoever has just read the result can ask for his history.</summary>
    private static readonly TimeSpan EndedLinger = TimeSpan.FromMilliseconds(100);

    private readonly PostgresDatabase _database;
    private readonly Batcher<MatchRecord> _ended;
    private readonly Batcher<MatchRecord> _running;

    /// <summary>The last word on matches that have not ended, until it is written.</summary>
    private readonly ConcurrentDictionary<(string Tenant, string MatchId), MatchRecord> _last = new();

    public MatchWriter(PostgresDatabase database, ILogger logger, TimeSpan linger)
    {
        _database = database;
        _ended = new Batcher<MatchRecord>(MostAtOnce, batch => Write([.. batch.Where(m => m.EndedAt is not null || IsLastWord(m))]), logger, linger < EndedLinger ? linger : EndedLinger);
        _running = new Batcher<MatchRecord>(MostAtOnce, batch => Write([.. batch.Where(IsLastWord)]), logger, linger);
    }

    public async Task Save(MatchRecord match)
    {
        var key = (match.Tenant, match.MatchId);
        if (match.EndedAt is not null)
        {
            await _ended.Add(match);
            // Not before: should the end not be written, that it ran is.
            _last.TryRemove(key, out _);
            return;
        }

        _last[key] = match;
        try
        {
            await (match is { Status: MatchStatus.Waiting, WaitsUntil: not null } ? _ended : _running).Add(match);
        }
        finally
        {
            _last.TryRemove(KeyValuePair.Create(key, match));
        }
    }

    /// <summary>Writes what is queued, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _running.DisposeAsync();
        await _ended.DisposeAsync();
    }

    private bool IsLastWord(MatchRecord match) => _last.TryGetValue((match.Tenant, match.MatchId), out var last) && ReferenceEquals(match, last);

    private async Task Write(IReadOnlyList<MatchRecord> saved)
    {
        if (saved.Count == 0) return;
        // Of a match that is there twice the last word counts.
        MatchRecord[] matches = [.. saved.Reverse().DistinctBy(m => (m.Tenant, m.MatchId))];
        await _database.Run(
            "match.save",
            async (connection, _, cancellation) =>
            {
                await using var command = MatchRows.Write(connection.Text(MatchSql.Save), matches);
                return await command.ExecuteNonQueryAsync(cancellation);
            },
            CancellationToken.None);
    }
}
