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
        await using var second = BuiltFront.On(database);
        (await Should.ThrowAsync<InvalidOperationException>(second.StartAsync)).Message.ShouldContain("ended by itself");
        second.Log.ShouldContain("GrainEngine=Orleans");
        second.Log.ShouldNotContain(TestFront.Secret);
    }
}
