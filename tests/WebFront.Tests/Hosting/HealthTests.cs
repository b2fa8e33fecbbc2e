using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_says_in_time_which_part_hangs()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var front = await TestFront.StartAsync($"DATABASE_URL={await server.CreateDatabaseAsync()}");
        (await Ready(front)).ShouldBe((HttpStatusCode.OK, "healthy", "healthy"));

        await server.FreezeAsync();
        var clock = Stopwatch.StartNew();
        (await Ready(front)).ShouldBe((HttpStatusCode.ServiceUnavailable, "unhealthy", "healthy"));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
        // One that comes while the first still hangs.
        clock.Restart();
        (await Ready(front)).ShouldBe((HttpStatusCode.ServiceUnavailable, "unhealthy", "healthy"));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));

        await server.ThawAsync();
        await Waiting.Until(async () => await Ready(front) == (HttpStatusCode.OK, "healthy", "healthy"));
    }

    private static async Task<(HttpStatusCode Status, string? Database, string? Silo)> Ready(TestFront front)
    {
        using var answer = await front.Anonymous.GetAsync("/health/ready");
        var checks = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("checks");
        return (answer.StatusCode, checks.GetProperty("database").Text("status"), checks.GetProperty("silo").Text("status"));
    }
}
