using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Matches;

/// <summary>Matches as rows, one a side.</summary>
internal static class MatchRows
{
    public const string Columns =
        """
        m.tenant, m.id, m.category, m.language, m.rated, m.status, m.created_at, m.started_at, m.ended_at, m.winner, m.reason, m.waits_until,
            p.player, p.nickname, p.kind, p.score, p.before_value, p.before_deviation, p.before_volatility, p.before_games, p.before_at,
            p.after_value, p.after_deviation, p.after_volatility, p.after_games, p.after_at
        """;

    private const int FirstOfSide = 12;
    private const int Before = 16;
    private const int After = 21;

    /// <summary>The sides of a match follow each other.</summary>
    public static async Task<ImmutableArray<MatchRecord>.Builder> Read(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var matches = ImmutableArray.CreateBuilder<MatchRecord>();
        while (await reader.ReadAsync(cancellation))
        {
            var (tenant, id) = (reader.GetString(0), reader.GetString(1));
            if (matches.Count == 0 || matches[^1].MatchId != id || matches[^1].Tenant != tenant) matches.Add(Match(reader, tenant, id));
            matches[^1] = matches[^1] with { Sides = matches[^1].Sides.Add(Side(reader)) };
        }

        return matches;
    }

    /// <summary>The parameters of <see cref="MatchSql.Save"/>.</summary>
    public static NpgsqlCommand Write(NpgsqlCommand command, MatchRecord[] matches)
    {
        var sides = matches.SelectMany(m => m.Sides.Select((side, place) => (Match: m, Place: (short)place, Side: side))).ToArray();
        return command
            .With(Column(matches, m => m.Tenant)).With(Column(matches, m => m.MatchId)).With(Column(matches, m => m.Category)).With(Column(matches, m => m.Language))
            .With(Column(matches, m => m.Rated)).With(Column(matches, m => Name(m.Status))).With(Instants(matches, m => m.CreatedAt))
            .With(Instants(matches, m => m.StartedAt)).With(Instants(matches, m => m.EndedAt))
            .With(Column(matches, m => m.Winner)).With(Column(matches, m => m.Reason)).With(Instants(matches, m => m.WaitsUntil))
            .With(Column(sides, s => s.Match.Tenant)).With(Column(sides, s => s.Match.MatchId)).With(Column(sides, s => s.Place)).With(Column(sides, s => s.Side.PlayerId))
            .With(Column(sides, s => s.Side.Nickname)).With(Column(sides, s => s.Side.Kind)).With(Column(sides, s => s.Side.Score))
            .With(Column(sides, s => s.Side.Before?.Value)).With(Column(sides, s => s.Side.Before?.Deviation)).With(Column(sides, s => s.Side.Before?.Volatility))
            .With(Column(sides, s => s.Side.Before?.Games)).With(Instants(sides, s => s.Side.Before?.At))
            .With(Column(sides, s => s.Side.After?.Value)).With(Column(sides, s => s.Side.After?.Deviation)).With(Column(sides, s => s.Side.After?.Volatility))
            .With(Column(sides, s => s.Side.After?.Games)).With(Instants(sides, s => s.Side.After?.At));
    }

    /// <summary>A rating's five columns from this on; null where there is none. Who has never played has one of the beginning of time, which the driver gives back without a zone.</summary>
    public static Rating? RatingAt(NpgsqlDataReader reader, int first) => reader.IsDBNull(first)
        ? null
        : new Rating(reader.GetDouble(first), reader.GetDouble(first + 1), reader.GetDouble(first + 2), reader.GetInt32(first + 3),
            new DateTimeOffset(DateTime.SpecifyKind(reader.GetDateTime(first + 4), DateTimeKind.Utc)));

    private static MatchRecord Match(NpgsqlDataReader reader, string tenant, string id) => new(
        tenant,
        id,
        reader.GetString(2),
        reader.GetString(3),
        reader.GetBoolean(4),
        Enum.Parse<MatchStatus>(reader.GetString(5), ignoreCase: true),
        new DateTimeOffset(reader.GetDateTime(6)),
        reader.IsDBNull(7) ? null : new DateTimeOffset(reader.GetDateTime(7)),
        reader.IsDBNull(8) ? null : new DateTimeOffset(reader.GetDateTime(8)),
        reader.IsDBNull(9) ? null : reader.GetString(9),
        reader.IsDBNull(10) ? null : reader.GetString(10),
        [],
        reader.IsDBNull(11) ? null : new DateTimeOffset(reader.GetDateTime(11)));

    private static MatchSide Side(NpgsqlDataReader reader) => new(
        reader.GetString(FirstOfSide), reader.GetString(FirstOfSide + 1), reader.GetString(FirstOfSide + 2), reader.GetInt32(FirstOfSide + 3), RatingAt(reader, Before), RatingAt(reader, After));

    private static string Name(MatchStatus status) => status switch
    {
        MatchStatus.Waiting => "waiting",
        MatchStatus.Active => "active",
        MatchStatus.Completed => "completed",
        MatchStatus.Abandoned => "abandoned",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "The table has no such status."),
    };

    /// <summary>Said to be timestamps with a zone: from an array that begins with null the driver would conclude the other kind.</summary>
    private static NpgsqlParameter<DateTime?[]> Instants<TRow>(TRow[] rows, Func<TRow, DateTimeOffset?> of) =>
        new() { TypedValue = Column(rows, row => of(row)?.UtcDateTime), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz };

    private static TColumn[] Column<TRow, TColumn>(TRow[] rows, Func<TRow, TColumn> of) => Array.ConvertAll(rows, row => of(row));
}
