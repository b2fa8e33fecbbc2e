using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Identity;

public sealed class AuthenticationTests
{
    [Fact]
    public async Task A_guest_token_opens_REST_and_hub_and_names_its_player()
    {
        var front = await TestFront.SharedAsync();
        var ada = await front.GuestAsync("  Ada   Lovelace ");
        ada.Nickname.ShouldBe("Ada Lovelace");
        using var rest = front.Rest(ada);
        var me = await rest.GetFromJsonAsync<JsonElement>("/api/me");
        (me.Text("playerId"), me.Text("nickname")).ShouldBe((ada.PlayerId, "Ada Lovelace"));
        await using var hub = await front.ConnectAsync(ada);
        (await hub.Call("Ping")).Text("serverTime").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("""{"nickname":""}""", "invalid_nickname")]
    [InlineData("""{"nickname":null}""", "invalid_nickname")]
    [InlineData("""{}""", "invalid_nickname")]
    [InlineData("""{"nickname":"1234567890123456789012345"}""", "invalid_nickname")]
    [InlineData("""{"nickname":7}""", "malformed")]
    [InlineData("""not json""", "malformed")]
    [InlineData("""null""", "malformed")]
    [InlineData("", "malformed")]
    public async Task A_guest_without_a_name_is_refused(string body, string code)
    {
        var front = await TestFront.SharedAsync();
        using var answer = await front.Anonymous.PostAsync("/api/auth/guest", new StringContent(body, MediaTypeHeaderValue.Parse("application/json")));
        await answer.ShouldBeProblem(HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("GET", "/api/me")]
    [InlineData("GET", "/api/me/games")]
    [InlineData("GET", "/api/quizzes")]
    [InlineData("POST", "/api/quizzes")]
    [InlineData("POST", "/api/quizzes/import?format=opentdb")]
    [InlineData("DELETE", "/api/quizzes/some")]
    [InlineData("GET", "/api/rooms/ABCDEF/results")]
    [InlineData("POST", "/hubs/play/negotiate?negotiateVersion=1")]
    [InlineData("POST", "/hubs/play/negotiate?negotiateVersion=1&access_token=a.b.c")]
    [InlineData("GET", "/api/me?access_token=TOKEN")]
    public async Task Without_a_valid_token_everything_is_refused(string method, string path)
    {
        var front = await TestFront.SharedAsync();
        var ada = await front.GuestAsync("Ada");
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("TOKEN", ada.Token, StringComparison.Ordinal));
        using var answer = await front.Anonymous.SendAsync(request);
        await answer.ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    public async Task Without_a_valid_token_no_socket_opens(string? token)
    {
        var front = await TestFront.SharedAsync();
        (await Should.ThrowAsync<WebSocketException>(() => HubClient.ConnectAsync(front.Hub, token))).Message.ShouldContain("401");
    }

    [Fact]
    public async Task An_address_that_is_not_there_has_a_code_too()
    {
        var front = await TestFront.SharedAsync();
        using var rest = front.Rest(await front.GuestAsync("Ada"));
        await (await rest.GetAsync("/api/nothing")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        await (await rest.PatchAsync("/api/quizzes", null)).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        await (await rest.PostAsync("/", null)).ShouldBeProblem(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
    }

    [Fact]
    public async Task Health_says_which_engine_runs()
    {
        var front = await TestFront.SharedAsync();
        var health = await front.Anonymous.GetFromJsonAsync<JsonElement>("/health");
        health.Text("status").ShouldBe("healthy");
        health.Text("engine").ShouldBeOneOf("LocalSilo", "Orleans");
        (await front.Anonymous.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await front.Anonymous.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
