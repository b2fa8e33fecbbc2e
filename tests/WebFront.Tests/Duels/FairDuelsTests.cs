using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Duels;

/// <summary>What docs/security.md tells an operator who wants rated duels with questions that players cannot look up.</summary>
public sealed class FairDuelsTests : IAsyncLifetime
{
    private TestFront _front = null!;

    public async Task InitializeAsync() => _front = await TestFront.StartAsync("Limits:Requests=100000", "Content:EveryTenant=false");

    public async Task DisposeAsync() => await _front.DisposeAsync();

    [Theory]
    [InlineData("school")]
    [InlineData("main")]
    public async Task Duels_ask_shared_questions_alone_and_hosts_do_not_read_them(string tenant)
    {
        using var tess = _front.Rest(Tokens.Sign("tess", tenant, "teacher"));
        var host = Tokens.Sign("hugo", tenant, "player", "host");
        using var hugo = _front.Rest(host);
        if (tenant == "main") await RetirePacks(tess);
        using var imported = await tess.PostAsync("/api/questions/import?format=csv&space=shared&status=ready", new StringContent(
            "text,answer,category\n" + string.Concat(Enumerable.Range(1, 12).Select(n => $"Secret number {n}?,true,Secrets\n"))));
        (await imported.Content.ReadFromJsonAsync<JsonElement>()).Int("stored").ShouldBe(12, await imported.Content.ReadAsStringAsync());

        (await hugo.GetFromJsonAsync<JsonElement>("/api/duels/categories")).List("items").Select(c => (c.Text("category"), c.Int("questions"))).ShouldBe([("general", 12), ("secrets", 12)]);
        await using var player = new Person(host, await _front.ConnectAsync(host));
        (await player.Call("ChallengeFriend", new { })).GetProperty("room").Int("of").ShouldBeGreaterThan(0);

        (await hugo.GetStringAsync("/api/questions?search=secret")).ShouldNotContain("Secret");
        (await hugo.GetStringAsync("/api/questions?category=Secrets")).ShouldNotContain("Secret");
        (await hugo.GetStringAsync("/api/questions/export?format=json")).ShouldNotContain("Secret");
        (await hugo.GetStringAsync("/api/questions/facets")).ShouldNotContain("Secret");
        using var drawn = await hugo.PostAsJsonAsync("/api/questions/draw", new { rules = new[] { new { count = 1 } } });
        await drawn.ShouldBeProblem(HttpStatusCode.Conflict, "too_few_questions");
        var id = (await tess.GetFromJsonAsync<JsonElement>("/api/questions?space=shared&limit=1")).List("items").Single().Text("questionId");
        foreach (var path in (string[])["", "/versions", "/statistics"]) await (await hugo.GetAsync($"/api/questions/{id}{path}")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
    }

    private static async Task RetirePacks(HttpClient tess)
    {
        for (var left = -1; left != 0;)
        {
            var ids = (await tess.GetFromJsonAsync<JsonElement>("/api/questions?space=builtIn&status=ready&limit=100")).List("items").Select(q => q.Text("questionId")).ToList();
            left = ids.Count;
            if (left > 0) (await (await tess.PostAsJsonAsync("/api/questions/bulk", new { ids, status = "retired" })).Content.ReadFromJsonAsync<JsonElement>()).List("changed").Count().ShouldBe(left);
        }
    }
}
