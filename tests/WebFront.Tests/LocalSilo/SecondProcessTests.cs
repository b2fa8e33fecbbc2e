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
        await using var first = await FrontProcess.StartAsync(database, FreePorts.Next(), default);
        var (exitCode, output) = await FrontProcess.RunToEndAsync(database, FreePorts.Next());
        exitCode.ShouldNotBe(0);
        output.ShouldContain("GrainEngine=Orleans");
        output.ShouldNotContain(TestFront.Secret);
    }
}
