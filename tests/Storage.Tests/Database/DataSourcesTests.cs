using QuizOrleans.Storage.Tests.Fixtures;

namespace QuizOrleans.Storage.Tests.Database;

public sealed class DataSourcesTests
{
    [Fact]
    public async Task A_session_keeps_its_setting_from_one_use_to_the_next()
    {
        await using var postgres = await PostgresStore.New(configure: o => (o.MaxConnections, o.JournalWriters) = (4, 1));
        var first = await postgres.Scalar<int>("SELECT pg_backend_pid()");
        (await postgres.Scalar<int>("SELECT pg_backend_pid()")).ShouldBe(first);
        (await postgres.Scalar<string>("SELECT current_setting('jit')")).ShouldBe("off");
    }

    [Fact]
    public async Task Nothing_of_a_transaction_that_was_left_open_stays_with_its_session()
    {
        await using var postgres = await PostgresStore.New();
        await using (var connection = await postgres.Source.OpenConnectionAsync())
        {
            await using var begun = await connection.BeginTransactionAsync();
            await using var command = new Npgsql.NpgsqlCommand("CREATE TABLE left_open (id int); SELECT pg_advisory_xact_lock(1); SELECT set_config('plan_cache_mode', 'force_custom_plan', true)", connection, begun);
            await command.ExecuteNonQueryAsync();
        }

        (await postgres.Scalar<bool>("SELECT to_regclass('left_open') IS NULL")).ShouldBeTrue();
        (await postgres.Scalar<string>("SELECT current_setting('plan_cache_mode')")).ShouldBe("auto");
        (await postgres.Scalar<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")).ShouldBe(0);
    }
}
