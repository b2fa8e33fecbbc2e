using System.Net.Http.Json;
using System.Text.Json;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Rest;

/// <summary>A platform that embeds us signs tokens for a tenant that nobody has set up.</summary>
public sealed class TenantContentTests
{
    [Fact]
    public async Task A_platforms_own_tenant_has_the_built_in_content()
    {
        var front = await TestFront.SharedAsync();
        var ada = Tokens.Sign("ada", NewTenant(), "host", "player");
        using var rest = front.Rest(ada);
        (await rest.GetFromJsonAsync<JsonElement>("/api/duels/categories")).List("items").Count().ShouldBeGreaterThan(10);
        (await rest.GetFromJsonAsync<JsonElement>("/api/quizzes")).List("items").ShouldContain(q => q.Text("quizId") == "pack-world-history");
        (await rest.GetFromJsonAsync<JsonElement>("/api/questions?limit=5")).List("items").Count().ShouldBe(5);
        (await rest.GetFromJsonAsync<JsonElement>("/api/questions/facets")).Int("total").ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task A_duel_and_a_room_are_played_in_it_at_once()
    {
        var front = await TestFront.SharedAsync();
        var tenant = NewTenant();
        await using var ada = await front.ConnectAsync(Tokens.Sign("ada", tenant, "host", "player"));
        await ada.Call("JoinQueue", new { category = "general" });
        await using var bob = await front.ConnectAsync(Tokens.Sign("bob", NewTenant(), "host", "player"));
        (await bob.Call("CreateRoom", new { quizId = "pack-world-history" })).Text("pin").ShouldNotBeEmpty();
        await using var cyd = await front.ConnectAsync(Tokens.Sign("cyd", NewTenant(), "host", "player"));
        (await cyd.Call("CreateRoom", new { draw = new[] { new { count = 5 } } })).Text("pin").ShouldNotBeEmpty();
        await using var dan = await front.ConnectAsync(Tokens.Sign("dan", NewTenant(), "host", "player"));
        (await dan.Call("ChallengeFriend", new { category = "general" })).Text("pin").ShouldNotBeEmpty();
    }

    private static string NewTenant() => $"platform-{Guid.NewGuid():N}"[..24];
}
