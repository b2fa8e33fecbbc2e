using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Identity;

public sealed class AdminTests
{
    [Fact]
    public async Task An_administrator_is_who_proved_a_named_address()
    {
        await using var front = await TestFront.StartAsync([.. AccountFront.Settings, "ADMIN_EMAILS=boss@example.org"]);
        var claimed = await front.AccountAsync("boss@example.org");
        claimed.Roles.ShouldBe(["player", "host"]);
        await (await front.GetAsync("/api/admin/audit", claimed.Token)).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await front.PostAsync("/api/account/email/confirm", new { code = "33333-33333" }, claimed.Token)).ShouldBeProblem(HttpStatusCode.BadRequest, "wrong_code");
        (await front.PostAsync("/api/account/email/code", new { language = "ar" }, claimed.Token)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        using var tooSoon = await front.PostAsync("/api/account/email/code", new { }, claimed.Token);
        await tooSoon.ShouldBeProblem(HttpStatusCode.TooManyRequests, "code_sent");
        tooSoon.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        var proven = await front.PostAsync("/api/account/email/confirm", new { code = await AccountFront.CodeTo("boss@example.org") }, claimed.Token);
        (await proven.Content.ReadFromJsonAsync<JsonElement>()).True("emailProven").ShouldBeTrue();
        var admin = await (await front.RenewAsync(claimed.RefreshToken)).SignedIn();
        admin.Roles.ShouldBe(["player", "host", "admin"]);
        (await front.GetAsync("/api/admin/audit", admin.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Roles_are_given_and_taken_and_that_is_kept()
    {
        var front = await AccountFront.SharedAsync();
        var admin = await front.AdminAsync();
        var email = AccountFront.NewEmail();
        var ada = await front.AccountAsync(email);
        var changed = await Roles(front, admin.Token, ada.PlayerId, "teacher", "player", "admin");
        (await changed.Content.ReadFromJsonAsync<JsonElement>()).List("roles").Select(r => r.GetString()).ShouldBe(["player", "teacher", "admin"]);
        var teacher = await (await front.RenewAsync(ada.RefreshToken)).SignedIn();
        teacher.Roles.ShouldBe(["player", "teacher", "admin"]);
        (await front.GetAsync("/api/admin/accounts", teacher.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        // What is taken away is gone at once, whatever an older token says.
        await Roles(front, admin.Token, ada.PlayerId, "player");
        await (await front.GetAsync("/api/admin/accounts", teacher.Token)).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        var entries = await front.AuditAsync(admin, $"action=roles_changed&target={ada.PlayerId}");
        entries.Select(e => (e.Text("actor"), e.Text("details"))).ShouldBe(
            [(admin.PlayerId, "player teacher admin → player"), (admin.PlayerId, "player host → player teacher admin")]);
        (await front.AuditAsync(admin, $"action=role_refused&actor={ada.PlayerId}")).Single().Text("target").ShouldBe("GET /api/admin/accounts");
    }

    [Theory]
    [InlineData("""{"roles":["root"]}""", HttpStatusCode.BadRequest, "unknown_role")]
    [InlineData("""{"roles":[null]}""", HttpStatusCode.BadRequest, "invalid_argument")]
    [InlineData("""{"roles":null}""", HttpStatusCode.BadRequest, "invalid_argument")]
    [InlineData("""{}""", HttpStatusCode.BadRequest, "invalid_argument")]
    public async Task Roles_that_are_none_are_refused(string body, HttpStatusCode status, string code)
    {
        var front = await AccountFront.SharedAsync();
        var admin = await front.AdminAsync();
        var ada = await front.AccountAsync();
        using var content = new StringContent(body, System.Net.Http.Headers.MediaTypeHeaderValue.Parse("application/json"));
        await (await front.SendAsync(HttpMethod.Put, $"/api/admin/accounts/{ada.PlayerId}/roles", admin.Token, content)).ShouldBeProblem(status, code);
    }

    [Fact]
    public async Task Nobody_gives_himself_away_and_nobody_is_not_found()
    {
        var front = await AccountFront.SharedAsync();
        var admin = await front.AdminAsync();
        await (await Roles(front, admin.Token, admin.PlayerId, "player")).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await Roles(front, admin.Token, "nobody", "player")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        await (await Roles(front, admin.Token, "a%2Fb", "player")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Theory]
    [InlineData("GET", "/api/admin/audit")]
    [InlineData("GET", "/api/admin/accounts")]
    [InlineData("PUT", "/api/admin/accounts/x/roles")]
    public async Task Only_an_administrator_may(string method, string path)
    {
        var front = await AccountFront.SharedAsync();
        var guest = await front.GuestAsync("Eve");
        await (await front.SendAsync(new HttpMethod(method), path, null, JsonContent.Create(new { roles = new[] { "admin" } }))).ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        await (await front.SendAsync(new HttpMethod(method), path, guest.Token, JsonContent.Create(new { roles = new[] { "admin" } }))).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_tenants_administrator_sees_his_tenant_only()
    {
        var front = await AccountFront.SharedAsync();
        var main = await front.AccountAsync();
        var pupil = await front.AccountAsync(tenant: "school");
        var head = await front.AdminAsync("school");
        (await front.AuditAsync(head, $"actor={main.PlayerId}")).ShouldBeEmpty();
        (await front.AuditAsync(head, $"actor={pupil.PlayerId}")).ShouldNotBeEmpty();
        await (await Roles(front, head.Token, main.PlayerId, "admin")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        var listed = await (await front.GetAsync("/api/admin/accounts?limit=100", head.Token)).Content.ReadFromJsonAsync<JsonElement>();
        listed.List("items").ShouldAllBe(a => a.Text("accountId") != main.PlayerId);
        var found = await (await front.GetAsync($"/api/admin/accounts?email={Uri.EscapeDataString(main.Email!)}", head.Token)).Content.ReadFromJsonAsync<JsonElement>();
        found.List("items").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_platforms_administrator_needs_no_account()
    {
        var front = await AccountFront.SharedAsync();
        var token = front.Services.GetRequiredService<JwtTokens>().Issue("platform-admin", "Root", "academy", "admin").Token;
        (await front.GetAsync("/api/admin/audit", token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Sign_ins_and_failures_are_kept_page_by_page()
    {
        var front = await AccountFront.SharedAsync();
        var admin = await front.AdminAsync();
        var email = AccountFront.NewEmail();
        var ada = await front.AccountAsync(email);
        await front.SignInAsync(email);
        await front.SignInAsync(email, "wrong");
        await front.SignInAsync(email, "wrong");
        var all = await front.AuditAsync(admin, $"actor={ada.PlayerId}");
        all.Select(e => (e.Text("action"), e.Text("outcome"))).ShouldBe(
            [("sign_in", "wrong_credentials"), ("sign_in", "wrong_credentials"), ("sign_in", "ok"), ("account_created", "ok")]);
        all.ShouldAllBe(e => e.Text("address") == "127.0.0.1" && !e.GetRawText().Contains(email));

        List<string> paged = [];
        string? after = null;
        do
        {
            var answer = await front.GetAsync($"/api/admin/audit?actor={ada.PlayerId}&limit=3{(after is null ? "" : $"&after={after}")}", admin.Token);
            var page = await answer.Content.ReadFromJsonAsync<JsonElement>();
            paged.AddRange(page.List("items").Select(e => e.GetRawText()));
            after = page.Maybe("next")?.GetString();
        }
        while (after is not null);
        paged.ShouldBe(all.Select(e => e.GetRawText()));
        await (await front.GetAsync("/api/admin/audit?from=yesterday", admin.Token)).ShouldBeProblem(HttpStatusCode.BadRequest, "malformed");
    }

    [Fact]
    public async Task Kicks_and_take_overs_are_kept()
    {
        var front = await AccountFront.SharedAsync();
        var admin = await front.AdminAsync();
        await using var room = await TestRoom.OpenAsync(front);
        var bob = await room.Join("Bob");
        await room.Host.Call("KickPlayer", room.Pin, bob.Id);
        (await bob.Refusal("KickPlayer", room.Pin, room.Host.Id)).ShouldBe("not_host");
        (await bob.Refusal("TakeOverRoom", room.Pin, "a wrong key")).ShouldBe("wrong_key");
        var eve = await room.Stranger("Eve");
        await eve.Call("TakeOverRoom", room.Pin, room.HostKey);

        await Waiting.Until(async () => (await front.AuditAsync(admin, $"action=host_taken_over&target={room.Pin}")).Count == 2);
        var kicks = await front.AuditAsync(admin, $"action=player_kicked&target={bob.Id}");
        kicks.Select(k => (k.Text("actor"), k.Text("outcome"), k.Text("details"), k.Text("address"))).ShouldBe([(room.Host.Id, "ok", $"room {room.Pin}", "127.0.0.1")]);
        var chairs = await front.AuditAsync(admin, $"action=host_taken_over&target={room.Pin}");
        chairs.Select(c => (c.Text("actor"), c.Text("outcome"))).ShouldBe([(eve.Id, "ok"), (bob.Id, "wrong_key")]);
        chairs.ShouldAllBe(c => !c.GetRawText().Contains(room.HostKey) && !c.GetRawText().Contains("a wrong key"));
    }

    private static Task<HttpResponseMessage> Roles(TestFront front, string token, string accountId, params string[] roles) =>
        front.SendAsync(HttpMethod.Put, $"/api/admin/accounts/{accountId}/roles", token, JsonContent.Create(new { roles }));
}
