using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Npgsql;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Matches;

/// <summary>Matches and ratings in the tables <c>matches</c>, <c>match_players</c> and <c>ratings</c>.</summary>
public sealed class PostgresMatchStore : IMatchStore, IAsyncDisposable
{
    private readonly PostgresDatabase _database;
    private readonly MatchWriter _writer;
    private readonly DuelistReader _duelists;

    /// <param name="linger">How long a match that has not ended waits to be written.</param>
    internal PostgresMatchStore(PostgresDatabase database, ILogger<PostgresMatchStore> logger, TimeSpan linger)
    {
        _database = database;
        _writer = new MatchWriter(database, logger, linger);
        _duelists = new DuelistReader(database, logger);
    }

    /// <remarks>A cancelled save goes on.</remarks>
    public Task Save(MatchRecord match, CancellationToken cancellationToken) => _writer.Save(match).WaitAsync(cancellationToken);

    /// <summary>Writes what is queued, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _duelists.DisposeAsync();
    }

    public Task<MatchRecord?> Find(TenantKey matchId, CancellationToken cancellationToken) =>
        _database.Run(
            "match.find",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(MatchSql.Find).With(matchId.Tenant).With(matchId.Id);
                return (await MatchRows.Read(command, cancellation)).FirstOrDefault();
            },
            cancellationToken);

    public Task<(ImmutableArray<MatchRecord> Items, string? Next)> Of(TenantKey player, string? after, int limit, CancellationToken cancellationToken) =>
        _database.Run(
            "match.history",
            async (connection, _, cancellation) =>
            {
                var start = Cursor.Read(after);
                await using var command = connection.Text(MatchSql.Of)
                    .With(player.Tenant).With(player.Id).With(start.At.UtcDateTime).With(start.Id).With(Page.Ask(limit));
                var items = await MatchRows.Read(command, cancellation);
                var next = Page.Cut(items, limit, m => new Cursor(m.CreatedAt, m.MatchId));
                return (items.DrainToImmutable(), next);
            },
            cancellationToken);

    public Task<ImmutableArray<UnfinishedMatch>> Unfinished(DateTimeOffset before, UnfinishedMatch? after, int limit, CancellationToken cancellationToken) => List(
        "match.unfinished",
        MatchSql.Unfinished,
        command => command.With(before.UtcDateTime)
            .With(after?.CreatedAt.UtcDateTime ?? DateTime.MinValue.ToUniversalTime()).With(after?.Match.Tenant ?? "").With(after?.Match.Id ?? "").With(limit),
        reader => new UnfinishedMatch(new TenantKey(reader.GetString(0), reader.GetString(1)), new DateTimeOffset(reader.GetDateTime(2))),
        cancellationToken);

    public async Task<ImmutableDictionary<string, Rating>> RatingsOf(TenantKey player, CancellationToken cancellationToken)
    {
        var rows = await List(
            "rating.read", MatchSql.Ratings, command => command.With(player.Tenant).With(player.Id),
            r => KeyValuePair.Create(r.GetString(0), MatchRows.RatingAt(r, 1)!), cancellationToken);
        return rows.ToImmutableDictionary();
    }

    public Task<DuelistRecord> Duelist(TenantKey player, CancellationToken cancellationToken) => _duelists.Read(player, cancellationToken);

    public Task<ImmutableArray<LadderRow>> Top(string tenant, string category, int limit, CancellationToken cancellationToken) =>
        List("rating.top", MatchSql.Top, command => command.With(tenant).With(category).With(limit), Row, cancellationToken);

    public Task<ImmutableArray<LadderRow>> Around(TenantKey player, string category, int each, CancellationToken cancellationToken) =>
        List("rating.around", MatchSql.Around, command => command.With(player.Tenant).With(category).With(player.Id).With(each), Row, cancellationToken);

    public async Task<(string MatchId, string PlayerId)?> FindRecorded(
        string tenant, string category, string language, double rating, string notThis, CancellationToken cancellationToken)
    {
        var found = await List(
            "match.recorded", MatchSql.Recorded, command => command.With(tenant).With(category).With(language).With(rating).With(notThis),
            reader => (reader.GetString(0), reader.GetString(1)), cancellationToken);
        return found.IsEmpty ? null : found[0];
    }

    private Task<ImmutableArray<T>> List<T>(
        string name, string sql, Func<NpgsqlCommand, NpgsqlCommand> bind, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        _database.Run(
            name,
            async (connection, _, cancellation) =>
            {
                await using var command = bind(connection.Text(sql));
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var rows = ImmutableArray.CreateBuilder<T>();
                while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
                return rows.DrainToImmutable();
            },
            cancellationToken);

    private static LadderRow Row(NpgsqlDataReader reader) =>
        new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), (int)Math.Round(reader.GetDouble(3)), reader.GetInt32(4));
}
