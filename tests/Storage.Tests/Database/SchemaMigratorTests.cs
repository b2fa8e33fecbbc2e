using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Storage.Database;
using QuizOrleans.Storage.Matches;
using QuizOrleans.Storage.Tests.Fixtures;
using QuizOrleans.Testing;

namespace QuizOrleans.Storage.Tests.Database;

public sealed class SchemaMigratorTests : IAsyncLifetime
{
    private static readonly Migration First = new("0001_first", "CREATE TABLE first (id int);");
    private static readonly Migration Second = new("0002_second", "CREATE TABLE second (id int);");
    private string _connection = "";
    private NpgsqlDataSource _source = null!;

    public async Task InitializeAsync()
    {
        _connection = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        _source = NpgsqlDataSource.Create(_connection);
    }

    public async Task DisposeAsync() => await _source.DisposeAsync();

    [Fact]
    public void Each_file_has_a_number_of_its_own_and_they_are_in_order()
    {
        // Gaps are allowed: branches that are worked on side by side have ranges of their own.
        var numbers = Migration.All.Select(migration => int.Parse(migration.Name[..4], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        numbers.ShouldBe(numbers.Distinct().Order());
        numbers[0].ShouldBe(1);
    }

    [Fact]
    public async Task A_fresh_database_gets_everything_and_a_second_start_changes_nothing()
    {
        await Migrate([.. Migration.All]);
        await Migrate([.. Migration.All]);
        (await Count()).ShouldBe(Migration.All.Count);
    }

    [Fact]
    public async Task Processes_that_start_together_take_turns()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrate([.. Migration.All])));
        (await Count()).ShouldBe(Migration.All.Count);
    }

    [Fact]
    public async Task A_newer_program_adds_what_is_missing()
    {
        await Migrate(First);
        await Migrate(First, Second);
        (await Count()).ShouldBe(2);
    }

    [Fact]
    public async Task Who_had_seen_an_edition_still_has_when_rows_have_become_bits()
    {
        await Migrate([.. Migration.All.TakeWhile(m => m.Name != "0030_question_seen")]);
        await Execute("INSERT INTO question_seen SELECT t, p, md5(n::text)::uuid FROM unnest(ARRAY['a', 'b']) AS t, unnest(ARRAY['eve', 'max']) AS p, generate_series(1, 2500) AS n WHERE p = 'eve' OR n % 3 = 0");
        await Migrate([.. Migration.All]);
        (await Seen("a", "eve")).ShouldBe(2500);
        (await Seen("b", "max")).ShouldBe(833);
        await using var wrong = _source.CreateCommand(
            "SELECT count(*) FROM question_seen s JOIN question_editions e ON e.tenant = s.tenant AND e.number / 1024 = s.part WHERE s.player = 'max' AND get_bit(s.editions, e.number % 1024) = 1 AND NOT EXISTS (SELECT FROM generate_series(3, 2500, 3) AS n WHERE md5(n::text)::uuid = e.edition)");
        (await wrong.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task Ratings_that_were_documents_are_the_same_as_numbers()
    {
        await Migrate([.. Migration.All.TakeWhile(m => m.Name != "0031_matches_written_once")]);
        await Execute("""
            INSERT INTO matches VALUES ('a', 'm', 'logic', 'en', true, 'completed', '2026-11-20 12:00Z', '2026-11-20 12:00Z', '2026-11-20 12:05Z', 'ada', 'completed');
            INSERT INTO match_players VALUES
                ('a', 'm', 'ada', 0, 'Ada', 'human', 70, '{"value":1500,"deviation":350,"volatility":0.06,"games":0,"at":"0001-01-01T00:00:00+00:00"}', '{"value":1512.25,"deviation":300.5,"volatility":0.0599,"games":1,"at":"2026-11-20T12:05:00.123+00:00"}', '2026-11-20 12:00Z'),
                ('a', 'm', 'bot', 1, 'Quizbot', 'bot', 30, NULL, NULL, '2026-11-20 12:00Z');
            """);
        await Migrate([.. Migration.All]);
        await using var postgres = PostgresStore.On(_connection);
        await using var matches = new PostgresMatchStore(postgres.Database, NullLogger<PostgresMatchStore>.Instance, TimeSpan.Zero);
        var sides = (await matches.Find(new TenantKey("a", "m"), default)).ShouldNotBeNull().Sides;
        sides.ShouldBe([
            new MatchSide("ada", "Ada", "human", 70, Rating.Unknown, new Rating(1512.25, 300.5, 0.0599, 1, new DateTimeOffset(2026, 11, 20, 12, 5, 0, 123, TimeSpan.Zero))),
            new MatchSide("bot", "Quizbot", "bot", 30, null, null)]);
    }

    private async Task<long> Seen(string tenant, string player)
    {
        await using var command = _source.CreateCommand($"SELECT sum(bit_count(editions))::bigint FROM question_seen WHERE tenant = '{tenant}' AND player = '{player}'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task Execute(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task A_file_that_was_changed_after_it_was_applied_stops_the_start()
    {
        await Migrate(First);
        var refused = await Should.ThrowAsync<SchemaMismatchException>(() => Migrate(First with { Text = "CREATE TABLE first (id bigint);" }));
        refused.Message.ShouldContain("0001_first.sql was changed");
    }

    [Fact]
    public async Task Other_line_ends_are_no_change()
    {
        await Migrate(First with { Text = "CREATE TABLE first\n(id int);" });
        await Migrate(First with { Text = "CREATE TABLE first\r\n(id int);" });
    }

    [Fact]
    public async Task A_database_of_a_newer_program_stops_the_start()
    {
        await Migrate(First, Second);
        var refused = await Should.ThrowAsync<SchemaMismatchException>(() => Migrate(First));
        refused.Message.ShouldContain("newer than this program: it has 0002_second");
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_behind()
    {
        await Should.ThrowAsync<PostgresException>(() => Migrate(First, new Migration("0002_bad", "CREATE TABLE half (id int); SELECT nonsense;")));
        (await Count()).ShouldBe(1);
        await Migrate(First, Second);
    }

    private Task Migrate(params Migration[] migrations) => new SchemaMigrator(_source, migrations, NullLogger.Instance).Migrate(default);

    private async Task<long> Count()
    {
        await using var command = _source.CreateCommand("SELECT count(*) FROM schema_migrations");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
