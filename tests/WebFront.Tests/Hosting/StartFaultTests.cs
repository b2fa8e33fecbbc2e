using System.Net;
using System.Net.Sockets;
using Npgsql;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Hosting;
using QuizOrleans.WebFront.Tests.Crash;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Hosting;

/// <summary>Whoever runs the server is told in one sentence why it does not start, and so is whatever started it, by the exit code.</summary>
public sealed class StartFaultTests
{
    private const string Nowhere = "postgres://nobody:short-but-secret@127.0.0.1:1/none";

    [Theory]
    [InlineData("JWT_SECRET=short-but-secret", "JWT_SECRET must have")]
    [InlineData("Storage__MaxConnections=1", "Storage:MaxConnections is 1")]
    [InlineData("Rooms__Grace=soon", "Rooms:Grace")]
    [InlineData("PORT=eighty", "PORT must be 1 to 65535")]
    [InlineData("PAIR_QUIZ_TIMEOUT=soon", "PAIR_QUIZ_TIMEOUT must be")]
    [InlineData("DATABASE_URL=mysql://u:short-but-secret@h/d", "DATABASE_URL starts with")]
    [InlineData("Storage__StartDeadline=00:00:00", "The database \"none\" on 127.0.0.1:1 did not answer")]
    public async Task A_fault_of_the_settings_is_one_sentence_and_exit_code_1(string setting, string sentence)
    {
        await using var front = BuiltFront.On(Nowhere, setting);
        await ShouldEnd(front, sentence);
    }

    [Fact]
    public async Task A_database_that_lets_nobody_in_is_not_waited_for()
    {
        var database = new NpgsqlConnectionStringBuilder(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync()) { Database = "nosuch" };
        await using var front = BuiltFront.On(database.ConnectionString);
        await ShouldEnd(front, "does not let this program in: database \"nosuch\" does not exist.");
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_one_sentence()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using (var source = NpgsqlDataSource.Create(database))
        {
            await using var newer = source.CreateCommand(
                "CREATE TABLE schema_migrations (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now()); INSERT INTO schema_migrations VALUES ('9999_newer', '')");
            await newer.ExecuteNonQueryAsync();
        }

        await using var front = BuiltFront.On(database);
        await ShouldEnd(front, "newer than this program");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_sentence()
    {
        await using var front = BuiltFront.On("");
        using var other = new TcpListener(IPAddress.Any, front.Address.Port);
        other.Start();
        // The silo runs by then: Orleans logs, with traces, that it is stopped in mid-start.
        await ShouldEnd(front, "already in use", engineMayTrace: Engine.Name == "Orleans");
    }

    [Fact]
    public async Task A_server_told_to_stop_while_it_waits_for_its_database_ends_in_order()
    {
        await using var front = BuiltFront.On(Nowhere);
        front.Launch();
        await Waiting.Until(() => Task.FromResult(front.Log.Contains("failed on try", StringComparison.Ordinal)));
        await front.TerminateAsync();
        (await front.EndAsync()).ShouldBe(0, front.Log);
        front.Log.ShouldNotContain("   at ");
    }

    private static async Task ShouldEnd(QuizProcess front, string sentence, bool engineMayTrace = false)
    {
        front.Launch();
        (await front.EndAsync()).ShouldBe(1, front.Log);
        front.Log.Split(sentence).Length.ShouldBe(2, front.Log);
        if (!engineMayTrace) front.Log.ShouldNotContain("   at ");
        front.Log.ShouldNotContain("short-but-secret");
    }
}
