using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Walls;

/// <summary>
/// Walks every address: without a token, with another tenant's who knows the ids, and with a role that does not fit. An address without a rule
/// here fails the walk.
/// </summary>
public sealed class EndpointWallTests : IAsyncLifetime
{
    private enum For
    {
        Everybody,
        SignedIn,
        Hosts,
        Admins,
    }

    /// <param name="Path">With the ids of the red tenant's things.</param>
    /// <param name="Foreign">The code that another tenant is told; null where it is shown its own, which holds none of the other's words.</param>
    private sealed record Rule(For Who, Func<Red, string> Path, string? Foreign = null, object? Body = null);

    private sealed record Red(string QuizId, string Pin, string MatchId, string QuestionId);

    private static readonly Dictionary<string, Rule> Rules = new()
    {
        ["POST /api/auth/guest"] = new(For.Everybody, _ => "/api/auth/guest", Body: new { nickname = "Ada" }),
        ["POST /api/auth/accounts"] = new(For.Everybody, _ => "/api/auth/accounts", Foreign: "invalid_email", Body: new { email = "nobody" }),
        ["POST /api/auth/sign-in"] = new(For.Everybody, _ => "/api/auth/sign-in", Foreign: "wrong_credentials", Body: new { email = "nobody@example.org", password = "x" }),
        ["POST /api/auth/renew"] = new(For.Everybody, _ => "/api/auth/renew", Foreign: "session_ended", Body: new { refreshToken = "main.x.y" }),
        ["POST /api/auth/sign-out"] = new(For.Everybody, _ => "/api/auth/sign-out", Body: new { refreshToken = "main.x.y" }),
        ["POST /api/auth/sign-out-everywhere"] = new(For.SignedIn, _ => "/api/auth/sign-out-everywhere"),
        ["POST /api/auth/reset"] = new(For.Everybody, _ => "/api/auth/reset", Foreign: "mail_unavailable", Body: new { email = "nobody@example.org" }),
        ["POST /api/auth/reset/confirm"] = new(For.Everybody, _ => "/api/auth/reset/confirm", Foreign: "weak_password", Body: new { email = "nobody@example.org", code = "1", password = "x" }),
        ["GET /api/account/"] = new(For.SignedIn, _ => "/api/account", Foreign: "not_found"),
        ["POST /api/account/password"] = new(For.SignedIn, _ => "/api/account/password", Foreign: "not_found", Body: new { current = "x", password = "A long enough sentence." }),
        ["POST /api/account/email/code"] = new(For.SignedIn, _ => "/api/account/email/code", Foreign: "mail_unavailable", Body: new { }),
        ["POST /api/account/email/confirm"] = new(For.SignedIn, _ => "/api/account/email/confirm", Foreign: "not_found", Body: new { code = "1" }),
        ["GET /api/account/export"] = new(For.SignedIn, _ => "/api/account/export", Foreign: "not_found"),
        ["POST /api/account/delete"] = new(For.SignedIn, _ => "/api/account/delete", Foreign: "not_found", Body: new { password = "x" }),
        ["GET /api/admin/audit"] = new(For.Admins, _ => "/api/admin/audit"),
        ["GET /api/admin/accounts"] = new(For.Admins, _ => "/api/admin/accounts"),
        ["PUT /api/admin/accounts/{accountId}/roles"] = new(For.Admins, _ => "/api/admin/accounts/hanna/roles", Foreign: "not_found", Body: new { roles = new[] { "admin" } }),
        ["GET /api/admin/keys"] = new(For.Admins, _ => "/api/admin/keys", Foreign: "forbidden"),
        ["POST /api/admin/keys/{provider}/{entry}/clear"] = new(For.Admins, _ => "/api/admin/keys/gemini/key/clear", Foreign: "forbidden"),
        ["GET /api/me/"] = new(For.SignedIn, _ => "/api/me", Foreign: "not_found"),
        ["GET /api/me/games"] = new(For.SignedIn, _ => "/api/me/games"),
        ["GET /api/quizzes/"] = new(For.SignedIn, _ => "/api/quizzes"),
        ["GET /api/quizzes/{quizId}"] = new(For.SignedIn, r => $"/api/quizzes/{r.QuizId}", Foreign: "not_found"),
        ["POST /api/quizzes/"] = new(For.Hosts, _ => "/api/quizzes", Body: Quizzes.Of(Quizzes.Choice())),
        ["PUT /api/quizzes/{quizId}"] = new(For.Hosts, r => $"/api/quizzes/{r.QuizId}?version=1", Foreign: "not_found", Body: Quizzes.Of(Quizzes.Choice())),
        ["DELETE /api/quizzes/{quizId}"] = new(For.Hosts, r => $"/api/quizzes/{r.QuizId}", Foreign: "not_found"),
        ["POST /api/quizzes/import"] = new(For.Hosts, _ => "/api/quizzes/import?format=none", Foreign: "unknown_format", Body: new { }),
        ["GET /api/questions/"] = new(For.Hosts, _ => "/api/questions"),
        ["GET /api/questions/facets"] = new(For.Hosts, _ => "/api/questions/facets"),
        ["GET /api/questions/{questionId}"] = new(For.Hosts, r => $"/api/questions/{r.QuestionId}", Foreign: "not_found"),
        ["GET /api/questions/{questionId}/versions"] = new(For.Hosts, r => $"/api/questions/{r.QuestionId}/versions", Foreign: "not_found"),
        ["GET /api/questions/{questionId}/statistics"] = new(For.Hosts, r => $"/api/questions/{r.QuestionId}/statistics", Foreign: "not_found"),
        ["POST /api/questions/"] = new(For.Hosts, _ => "/api/questions", Foreign: "invalid_question", Body: new { kind = "none" }),
        ["POST /api/questions/bulk"] = new(For.Hosts, r => "/api/questions/bulk", Body: new { ids = new[] { "none" }, status = "retired" }),
        ["POST /api/questions/draw"] = new(For.Hosts, _ => "/api/questions/draw", Body: new { rules = new[] { new { count = 1 } } }),
        ["PUT /api/questions/"] = new(For.Hosts, r => $"/api/questions?id={r.QuestionId}", Foreign: "not_found", Body: new { verified = true }),
        ["DELETE /api/questions/"] = new(For.Hosts, r => $"/api/questions?id={r.QuestionId}", Foreign: "not_found"),
        ["POST /api/questions/import"] = new(For.Hosts, _ => "/api/questions/import?format=none", Foreign: "unknown_format", Body: new { }),
        ["GET /api/questions/export"] = new(For.Hosts, _ => "/api/questions/export?format=json"),
        // One's own request ids are no other's: whoever knows one has none of it.
        ["POST /api/questions/generate"] = new(For.Hosts, _ => "/api/questions/generate", Foreign: "invalid_argument", Body: new { requestId = "r1" }),
        ["GET /api/questions/generate/{requestId}"] = new(For.Hosts, _ => "/api/questions/generate/r1", Foreign: "not_found"),
        ["DELETE /api/questions/generate/{requestId}"] = new(For.Hosts, _ => "/api/questions/generate/r1", Foreign: "not_found"),
        ["GET /api/rooms/{pin}/results"] = new(For.SignedIn, r => $"/api/rooms/{r.Pin}/results", Foreign: "room_not_found"),
        ["GET /api/duels/categories"] = new(For.SignedIn, _ => "/api/duels/categories"),
        ["GET /api/duels/me"] = new(For.SignedIn, _ => "/api/duels/me"),
        ["GET /api/duels/ladder"] = new(For.SignedIn, _ => "/api/duels/ladder"),
        ["GET /api/players/me/matches"] = new(For.SignedIn, _ => "/api/players/me/matches"),
        ["GET /api/matches/{matchId}"] = new(For.SignedIn, r => $"/api/matches/{r.MatchId}", Foreign: "not_found"),
        ["GET /health/live"] = new(For.Everybody, _ => "/health/live"),
        ["* /health/ready"] = new(For.Everybody, _ => "/health/ready"),
        ["* /health"] = new(For.Everybody, _ => "/health"),
        ["GET /metrics"] = new(For.Everybody, _ => "/metrics"),
        ["GET /api/{**rest}"] = new(For.Everybody, _ => "/api/nothing", Foreign: "not_found"),
        ["GET /hubs/{**rest}"] = new(For.Everybody, _ => "/hubs/nothing", Foreign: "not_found"),
        ["GET /health/{**rest}"] = new(For.Everybody, _ => "/health/nothing", Foreign: "not_found"),
        ["GET /metrics/{**rest}"] = new(For.Everybody, _ => "/metrics/nothing", Foreign: "not_found"),
        ["GET {*path:nonfile}"] = new(For.Everybody, _ => "/host"),
        // A hub's: HubWallTests walks what is behind it.
        ["POST /hubs/play/negotiate"] = new(For.SignedIn, _ => "/hubs/play/negotiate?negotiateVersion=1"),
        ["POST /hubs/questions/negotiate"] = new(For.SignedIn, _ => "/hubs/questions/negotiate?negotiateVersion=1"),
        ["* /hubs/questions"] = new(For.SignedIn, _ => "/hubs/questions", Foreign: "invalid_argument"),
        ["* /hubs/play"] = new(For.SignedIn, _ => "/hubs/play", Foreign: "invalid_argument"),
    };

    private TestFront _front = null!;
    private TestRoom _room = null!;
    private Red _red = null!;

    public async Task InitializeAsync()
    {
        _front = await TestFront.StartAsync();
        var host = Tokens.Sign("hanna", "main", "host");
        var quiz = await TestRoom.SaveAsync(_front, host, Quizzes.Choice("A question of the red tenant"));
        _room = await TestRoom.OpenAsync(_front, host, quiz);
        var duelist = await _room.Connect(Tokens.Sign("dora", "main", "player"));
        var duel = await duelist.Call("ChallengeFriend", new { category = "geography" });
        using var teacher = _front.Rest(Tokens.Sign("hanna", "main", "teacher"));
        using var made = await teacher.PostAsJsonAsync("/api/questions", new { kind = "single", text = "Of the red tenant: which?", language = "en", category = "Logic", choices = new[] { new { text = "This", correct = true }, new { text = "That", correct = false } } });
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        _red = new Red(quiz, _room.Pin, duel.Text("pin"), (await made.Content.ReadFromJsonAsync<JsonElement>()).Text("questionId"));
    }

    public async Task DisposeAsync()
    {
        await _room.DisposeAsync();
        await _front.DisposeAsync();
    }

    [Fact]
    public void Every_address_has_a_rule_and_says_itself_for_whom_it_is()
    {
        var endpoints = Endpoints().ToList();
        endpoints.Select(e => e.Name).Distinct().Order().ShouldBe(Rules.Keys.Order());
        foreach (var (name, endpoint) in endpoints)
        {
            var isOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            isOpen.ShouldBe(Rules[name].Who is For.Everybody, name);
            if (!isOpen) endpoint.Metadata.GetMetadata<IAuthorizeData>().ShouldNotBeNull(name);
        }
    }

    [Fact]
    public async Task Without_a_token_only_what_is_for_everybody_answers()
    {
        foreach (var (name, rule) in Rules)
        {
            using var answer = await Ask(name, rule, _front.Anonymous);
            if (rule.Who is not For.Everybody) await answer.ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthenticated");
            else (await answer.Content.ReadAsStringAsync()).ShouldNotContain("unauthenticated", Case.Sensitive, name);
        }
    }

    [Fact]
    public async Task Another_tenant_finds_nothing()
    {
        using var mallory = _front.Rest(Tokens.Sign("mallory", "blue", "player", "host", "teacher", "admin"));
        foreach (var (name, rule) in Rules)
        {
            using var answer = await Ask(name, rule, mallory);
            var text = await answer.Content.ReadAsStringAsync();
            foreach (var word in (string[])[_red.QuizId, _red.MatchId, "red tenant", "hanna", "dora"]) text.ShouldNotContain(word, Case.Sensitive, name);
            if (rule.Foreign is { } code && !name.StartsWith("* /hubs/", StringComparison.Ordinal)) JsonDocument.Parse(text).RootElement.Text("code").ShouldBe(code, name);
            else if (rule.Foreign is null && !name.Contains("nonfile", StringComparison.Ordinal)) answer.IsSuccessStatusCode.ShouldBeTrue($"{name}: {text}");
        }

        using var hanna = _front.Rest(_room.Host.Guest);
        (await hanna.GetAsync($"/api/quizzes/{_red.QuizId}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        _front.Logs.Entries.ShouldAllBe(e => !e.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_role_that_does_not_fit_is_refused()
    {
        foreach (var roles in (string[][])[[], ["student"], ["player"], ["Host"]])
        {
            using var student = _front.Rest(Tokens.Sign("stu", "main", roles));
            foreach (var (name, rule) in Rules.Where(r => r.Value.Who is For.Hosts or For.Admins))
            {
                using var answer = await Ask(name, rule, student);
                await answer.ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
            }
        }
    }

    private Task<HttpResponseMessage> Ask(string name, Rule rule, HttpClient client)
    {
        var method = name.Split(' ')[0] is var verb && verb == "*" ? HttpMethod.Get : new HttpMethod(verb);
        var request = new HttpRequestMessage(method, rule.Path(_red));
        if (rule.Body is not null) request.Content = JsonContent.Create(rule.Body);
        else if (method == HttpMethod.Post) request.Content = new StringContent("");
        return client.SendAsync(request);
    }

    private IEnumerable<(string Name, Endpoint Endpoint)> Endpoints() =>
        from endpoint in _front.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        let isNegotiate = endpoint.Metadata.GetMetadata<HubMetadata>() is not null && endpoint.RoutePattern.RawText!.EndsWith("/negotiate", StringComparison.Ordinal)
        select (isNegotiate ? $"POST {endpoint.RoutePattern.RawText}" : $"{(methods.Count > 0 ? methods[0] : "*")} {endpoint.RoutePattern.RawText}", (Endpoint)endpoint);
}
