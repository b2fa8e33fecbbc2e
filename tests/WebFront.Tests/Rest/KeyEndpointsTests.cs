using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains.Generation;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Rest;

public sealed class KeyEndpointsTests
{
    private const string Secret = "AIza-a-key-that-nobody-may-see";

    [Fact]
    public async Task The_operator_sees_keys_by_fingerprint_and_clears_one()
    {
        await using var front = await TestFront.StartAsync($"GEMINI_API_KEY={Secret}", $"GEMINI_API_KEY_2={Secret}-2", "OPENAI_BASE_URL=http://127.0.0.1:9/v1", "OPENAI_MODEL=llama");
        using var admin = front.Rest(Tokens.Sign("root", "main", "admin"));
        await front.Services.GetRequiredService<KeyPools>().Report("gemini", new KeyReport(new KeyLease("key-2", "gemini-3.8-flash"), "unauthorized", null, [], 0, 0));

        var text = await admin.GetStringAsync("/api/admin/keys");
        text.ShouldNotContain(Secret);
        var providers = JsonDocument.Parse(text).RootElement.List("providers").ToArray();
        providers.Select(p => p.Text("provider")).ShouldBe(["gemini", "openai"]);
        providers[0].List("keys").Select(k => (k.Text("entry"), k.Text("status"), k.Text("fingerprint").Length)).ShouldBe([("key", "ready", 8), ("key-2", "invalid", 8)]);

        using var cleared = await admin.PostAsync("/api/admin/keys/gemini/key-2/clear", null);
        (await cleared.Content.ReadFromJsonAsync<JsonElement>()).Text("status").ShouldBe("ready");
        await (await admin.PostAsync("/api/admin/keys/gemini/key-9/clear", null)).ShouldBeProblem(HttpStatusCode.NotFound, "key_not_found");
        await (await admin.PostAsync("/api/admin/keys/groq/key/clear", null)).ShouldBeProblem(HttpStatusCode.NotFound, "key_not_found");
        await (await admin.PostAsync("/api/admin/keys/a%20b/key/clear", null)).ShouldBeProblem(HttpStatusCode.NotFound, "key_not_found");
        var audit = (await admin.GetFromJsonAsync<JsonElement>("/api/admin/audit?action=key_cleared")).List("items");
        audit.Select(e => (e.Text("actor"), e.Text("target"), e.Text("outcome"))).ShouldBe(
            [("root", "groq/key", "key_not_found"), ("root", "gemini/key-9", "key_not_found"), ("root", "gemini/key-2", "ok")]);
        front.Logs.Entries.ShouldAllBe(e => !e.Contains(Secret, StringComparison.Ordinal));
        front.Logs.Entries.ShouldContain(e => e.Contains("[3020]", StringComparison.Ordinal));
        front.Logs.Entries.ShouldAllBe(e => !e.Contains("[3023]", StringComparison.Ordinal), "the pool was written");
    }

    [Fact]
    public async Task Another_tenant_s_administrator_is_not_the_operator()
    {
        await using var front = await TestFront.StartAsync($"GEMINI_API_KEY={Secret}");
        using var admin = front.Rest(Tokens.Sign("root", "blue", "admin"));
        await (await admin.GetAsync("/api/admin/keys")).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await admin.PostAsync("/api/admin/keys/gemini/key/clear", null)).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public void A_bad_key_stops_the_start_and_is_not_shown()
    {
        var fault = Should.Throw<Microsoft.Extensions.Options.OptionsValidationException>(() => TestFront.Build("GEMINI_API_KEY_3=a key with spaces"));
        fault.Message.ShouldContain("GEMINI_API_KEY_3");
        fault.Message.ShouldNotContain("with spaces");
    }
}
