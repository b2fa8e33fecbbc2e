using QuizOrleans.Testing;
using QuizOrleans.WebFront.Tests.Crash;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests;

/// <summary>LocalSilo is one process: two on one database would each serve its own copy of a room.</summary>
public sealed class SecondProcessTests
{
    [Fact]
    public async Task A_second_process_on_the_same_database_refuses_to_start_and_says_why()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var first = BuiltFront.On(database);
        await first.StartAsync();
        await using var second = BuiltFront.On(database, "Storage__LeaseWait=00:00:00.500");
        (await Should.ThrowAsync<InvalidOperationException>(second.StartAsync)).Message.ShouldContain("ended by itself");
        (await second.EndAsync()).ShouldBe(1);
        second.Log.ShouldContain("waiting up to 00:00:00.5000000");
        second.Log.ShouldNotContain("   at ");
        second.Log.ShouldContain("GrainEngine=Orleans");
        second.Log.ShouldNotContain(TestFront.Secret);
    }

    [Fact]
    public async Task A_second_process_takes_over_when_the_first_is_killed()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var first = BuiltFront.On(database);
        await first.StartAsync();
        await using var second = BuiltFront.On(database);
        var starting = second.StartAsync();
        await Waiting.Until(() => Task.FromResult(second.Log.Contains("waiting up to", StringComparison.Ordinal)));
        starting.IsCompleted.ShouldBeFalse();
        await first.KillAsync();
        await starting;
    }
}
