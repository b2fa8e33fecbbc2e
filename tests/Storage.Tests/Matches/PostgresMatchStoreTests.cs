using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Storage.Matches;
using QuizOrleans.Storage.Tests.Fixtures;

namespace QuizOrleans.Storage.Tests.Matches;

public sealed class PostgresMatchStoreTests : MatchStoreContract
{
    private PostgresStore _postgres = null!;
    private PostgresMatchStore _matches = null!;
    private readonly Warnings _warnings = new();

    protected override async Task<IMatchStore> Create()
    {
        _postgres = await PostgresStore.New();
        return _matches = On(_postgres);
    }

    public override async Task DisposeAsync()
    {
        await _matches.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    [Fact]
    public async Task Matches_at_every_stage_are_written_together()
    {
        var saved = Enumerable.Range(0, 30).Select(n => _matches.Save(AtStage(n), default)).ToArray();
        await Task.WhenAll(saved);
        _warnings.Messages.ShouldBeEmpty();
        (await _postgres.Scalar<long>("SELECT count(*) FROM matches WHERE (status = 'completed') = (ended_at IS NOT NULL)")).ShouldBe(30);
    }

    [Fact]
    public async Task What_is_said_of_a_match_before_its_row_is_written_is_written_once()
    {
        await CountWrites();
        await using var patient = new PostgresMatchStore(_postgres.Database, _warnings, TimeSpan.FromHours(1));
        var waiting = AtStage(0) with { Sides = [.. AtStage(0).Sides.Select(s => s with { After = null })] };
        var (said, again) = (patient.Save(waiting, default), patient.Save(waiting with { Status = MatchStatus.Active, StartedAt = waiting.CreatedAt }, default));
        await patient.Save(Over("m0", 1600, 1400), default);
        said.IsCompleted.ShouldBeFalse();
        await patient.DisposeAsync();
        (said.IsCompletedSuccessfully, again.IsCompletedSuccessfully).ShouldBe((true, true));
        (await _matches.Find(new TenantKey("main", "m0"), default))!.Status.ShouldBe(MatchStatus.Completed);
        (await Written()).ShouldBe((1, 2));
    }

    [Fact]
    public async Task Of_a_match_that_still_runs_the_last_word_is_written_when_the_process_ends()
    {
        await CountWrites();
        var patient = new PostgresMatchStore(_postgres.Database, _warnings, TimeSpan.FromHours(1));
        var said = patient.Save(AtStage(0), default);
        var again = patient.Save(AtStage(0) with { Status = MatchStatus.Active }, default);
        await patient.DisposeAsync();
        await Task.WhenAll(said, again);
        (await _matches.Find(new TenantKey("main", "m0"), default))!.Status.ShouldBe(MatchStatus.Active);
        (await Written()).ShouldBe((1, 2));
    }

    [Fact]
    public async Task A_side_of_which_nothing_is_new_is_not_written_again()
    {
        await CountWrites();
        await _matches.Save(AtStage(0), default);
        await _matches.Save(AtStage(0) with { Status = MatchStatus.Active }, default);
        (await Written()).ShouldBe((2, 2));
        await _matches.Save(Over("m0", 1600, 1400), default);
        (await Written()).ShouldBe((3, 4));
    }

    /// <summary>An index must have the rule that the rating has: one that has another is not used.</summary>
    [Fact]
    public async Task The_ladders_index_holds_who_is_on_the_ladder() =>
        (await _postgres.Scalar<string>("SELECT pg_get_expr(indpred, indrelid) FROM pg_index WHERE indexrelid = 'ratings_ladder'::regclass"))
            .ShouldBe(FormattableString.Invariant($"(deviation <= ({Rating.ProvisionalAbove})::double precision)"));

    /// <summary>Pages are ranges of an index: the keeper must not sort all that runs each minute.</summary>
    [Fact]
    public async Task A_page_of_unfinished_matches_is_a_range_of_an_index()
    {
        await using var connection = await _postgres.Source.OpenConnectionAsync();
        await using (var off = new NpgsqlCommand("SET enable_seqscan = off", connection)) await off.ExecuteNonQueryAsync();
        await using var explain = new NpgsqlCommand($"EXPLAIN {MatchSql.Unfinished}", connection)
        {
            Parameters =
            {
                new NpgsqlParameter<DateTime> { TypedValue = DateTime.UtcNow }, new NpgsqlParameter<DateTime> { TypedValue = DateTime.UtcNow },
                new NpgsqlParameter<string> { TypedValue = "main" }, new NpgsqlParameter<string> { TypedValue = "m1" }, new NpgsqlParameter<int> { TypedValue = 50 },
            },
        };
        List<string> plan = [];
        await using var reader = await explain.ExecuteReaderAsync();
        while (await reader.ReadAsync()) plan.Add(reader.GetString(0));
        plan.Count(line => line.Contains("using matches_by_status", StringComparison.Ordinal)).ShouldBe(2);
        plan.Count(line => line.Contains("Index Cond:", StringComparison.Ordinal) && line.Contains("ROW(created_at, tenant, id) >", StringComparison.Ordinal)).ShouldBe(2);
        plan.ShouldNotContain(line => line.TrimStart(' ', '-', '>').StartsWith("Sort  ", StringComparison.Ordinal));
    }

    /// <summary>However many duels there were, and however many of them were forfeited.</summary>
    [Fact]
    public async Task The_recent_duels_of_a_category_are_a_range_of_an_index()
    {
        await using var fill = _postgres.Source.CreateCommand("""
            INSERT INTO matches (tenant, id, category, language, rated, status, created_at, started_at, ended_at, winner, reason)
            SELECT 'main', 'm' || n, CASE n % 4 WHEN 0 THEN 'logic' ELSE 'c' || n % 4 END, 'en', true, 'completed', now(), now(), now() - make_interval(secs => n), 'ada',
                CASE n % 3 WHEN 0 THEN 'forfeited' ELSE 'completed' END FROM generate_series(1, 20000) AS n;
            INSERT INTO match_players (tenant, match, player, side, nickname, kind, score, before_value, created_at)
            SELECT 'main', 'm' || n, 'p' || n % 500 + side, side, 'P', 'human', 50, 1500, now() FROM generate_series(1, 20000) AS n, generate_series(0, 1) AS side;
            ANALYZE matches; ANALYZE match_players;
            """);
        await fill.ExecuteNonQueryAsync();
        await using var explain = _postgres.Source.CreateCommand($"EXPLAIN (ANALYZE, TIMING OFF) {MatchSql.Recorded}");
        explain.Parameters.AddRange(new NpgsqlParameter[]
        {
            new NpgsqlParameter<string> { TypedValue = "main" }, new NpgsqlParameter<string> { TypedValue = "logic" }, new NpgsqlParameter<string> { TypedValue = "en" },
            new NpgsqlParameter<double> { TypedValue = 1500 }, new NpgsqlParameter<string> { TypedValue = "ada" },
        });
        List<string> plan = [];
        await using var reader = await explain.ExecuteReaderAsync();
        while (await reader.ReadAsync()) plan.Add(reader.GetString(0));
        plan.ShouldContain(line => line.Contains("using matches_recorded", StringComparison.Ordinal), string.Join('\n', plan));
        plan.ShouldNotContain(line => line.Contains("Sort Key: ", StringComparison.Ordinal) && line.Contains("ended_at", StringComparison.Ordinal));
        (await _matches.FindRecorded("main", "logic", "en", 1500, "ada", default)).ShouldNotBeNull();
    }

    /// <summary>Counts from now on how often a row of each table is written.</summary>
    private async Task CountWrites()
    {
        await using var command = _postgres.Source.CreateCommand("""
            CREATE TABLE written (name text);
            CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO written VALUES (TG_TABLE_NAME); RETURN NULL; END';
            CREATE TRIGGER noted AFTER INSERT OR UPDATE ON matches FOR EACH ROW EXECUTE FUNCTION note();
            CREATE TRIGGER noted AFTER INSERT OR UPDATE ON match_players FOR EACH ROW EXECUTE FUNCTION note();
            """);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<(long Matches, long Sides)> Written() => (
        await _postgres.Scalar<long>("SELECT count(*) FROM written WHERE name = 'matches'"), await _postgres.Scalar<long>("SELECT count(*) FROM written WHERE name = 'match_players'"));

    private static MatchRecord AtStage(int n) => (n % 3) switch
    {
        0 => Over($"m{n}", 1500, 1500) with { Status = MatchStatus.Waiting, StartedAt = null, EndedAt = null },
        1 => Over($"m{n}", 1500, 1500) with { Status = MatchStatus.Active, EndedAt = null },
        _ => Over($"m{n}", 1500, 1500),
    };

    private PostgresMatchStore On(PostgresStore postgres) => new(postgres.Database, _warnings, TimeSpan.Zero);

    private sealed class Warnings : ILogger<PostgresMatchStore>
    {
        public ConcurrentQueue<string> Messages { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Messages.Enqueue($"{formatter(state, exception)} {exception?.Message}");
    }
}
