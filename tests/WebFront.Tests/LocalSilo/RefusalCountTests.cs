using System.Net.Http.Json;
using System.Text.Json;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.LocalSilo;

/// <summary>A minute passes, which only LocalSilo lets a test do.</summary>
public sealed class RefusalCountTests
{
    [Fact]
    public async Task After_a_minute_the_audit_says_how_many_more_there_were()
    {
        var time = new ManualTimeProvider(DateTimeOffset.UtcNow);
        await using var front = await TestFront.StartAsync(time, "Limits:Messages=1000");
        var student = Tokens.Sign("stu", "main", "student");
        await using var hub = await front.ConnectAsync(student);
        for (var n = 0; n < 200; n++) await Should.ThrowAsync<HubRefusedException>(() => hub.Call("CreateRoom", new { quizId = "x" }));
        using var admin = front.Rest(Tokens.Sign("root", "main", "admin"));
        await Waiting.Until(async () => await Details() is [""]);
        time.Advance(TimeSpan.FromSeconds(61));
        await Waiting.Until(async () => await Details() is [var count, ""] && count.StartsWith("199 more since ", StringComparison.Ordinal));

        async Task<string[]> Details() =>
            [.. (await admin.GetFromJsonAsync<JsonElement>("/api/admin/audit?actor=stu")).List("items").Select(e => e.Text("details"))];
    }
}
