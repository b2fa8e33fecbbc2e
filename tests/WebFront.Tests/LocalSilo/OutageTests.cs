using System.Net.Http.Json;
using Npgsql;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Tests.Crash;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests;

/// <summary>The database goes and comes back; the server stays, unless another has taken its place.</summary>
public sealed class OutageTests
{
    private const string LeaseSession = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'QuizOrleans silo%' AND datname = current_database()";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_same_process_goes_on_when_its_database_is_back(bool crashes)
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var front = BuiltFront.On(await postgres.CreateDatabaseAsync());
        await front.StartAsync();
        (await IsServed(front)).ShouldBeTrue();

        await (crashes ? postgres.KillAsync() : postgres.StopAsync());
        (await IsServed(front)).ShouldBeFalse();
        await postgres.StartAsync();

        await Waiting.Until(() => IsServed(front));
        await Waiting.Until(() => Task.FromResult(front.Log.Contains("is held again", StringComparison.Ordinal)));
        front.HasEnded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_was_replaced_while_its_database_was_away_ends_and_says_by_whom()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var front = BuiltFront.On(database);
        await front.StartAsync();

        await using var source = NpgsqlDataSource.Create(database);
        await using (var replaced = source.CreateCommand("UPDATE silo_lease SET run = gen_random_uuid(), holder = 'QuizOrleans silo 0badcafe, pid 7 on elsewhere'")) await replaced.ExecuteNonQueryAsync();
        await using (var ended = source.CreateCommand(LeaseSession)) await ended.ExecuteNonQueryAsync();

        (await front.EndAsync()).ShouldBe(1, front.Log);
        front.Log.ShouldContain("pid 7 on elsewhere");
    }

    private static async Task<bool> IsServed(QuizProcess front)
    {
        using var http = new HttpClient { BaseAddress = front.Address };
        using var answer = await http.PostAsJsonAsync("/api/auth/guest", new { nickname = "Ada" });
        return answer.IsSuccessStatusCode;
    }
}
