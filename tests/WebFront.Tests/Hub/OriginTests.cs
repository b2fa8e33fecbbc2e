using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Hub;

/// <summary>Which pages may use this server: its own, and those that are named.</summary>
public sealed class OriginTests : IAsyncLifetime
{
    private TestFront _front = null!;
    private Guest _ada = null!;

    public async Task InitializeAsync()
    {
        _front = await TestFront.StartAsync("ALLOWED_ORIGINS=https://quiz.example.org/, http://localhost:5173");
        _ada = await _front.GuestAsync("Ada");
    }

    public async Task DisposeAsync() => await _front.DisposeAsync();

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://quiz.example.org.evil.example")]
    [InlineData("http://quiz.example.org")]
    [InlineData("http://localhost:5174")]
    [InlineData("http://127.0.0.1")]
    [InlineData("null")]
    [InlineData("garbage")]
    public async Task Pages_of_other_sites_are_refused(string origin)
    {
        await Should.ThrowAsync<WebSocketException>(() => HubClient.ConnectAsync(_front.Hub, _ada.Token, origin));
        foreach (var request in new[] { Post("/hubs/play/negotiate?negotiateVersion=1"), Post("/api/auth/guest"), new(HttpMethod.Get, "/api/quizzes"), Preflight("/api/quizzes") })
        {
            request.Headers.Add("Origin", origin);
            using var answer = await _front.Anonymous.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, request.ToString());
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("code").ShouldBe("origin_not_allowed");
            answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
            request.Dispose();
        }
    }

    [Theory]
    [InlineData("https://quiz.example.org")]
    [InlineData("http://localhost:5173")]
    public async Task Pages_of_a_named_site_are_served(string origin)
    {
        await using var hub = await HubClient.ConnectAsync(_front.Hub, _ada.Token, origin);
        await hub.Call("Ping");
        using var request = Preflight("/api/quizzes");
        request.Headers.Add("Origin", origin);
        using var answer = await _front.Anonymous.SendAsync(request);
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([origin]);
    }

    [Fact]
    public async Task Our_own_pages_are_served()
    {
        await using var hub = await HubClient.ConnectAsync(_front.Hub, _ada.Token, _front.Address.GetLeftPart(UriPartial.Authority));
        await hub.Call("Ping");
        using var request = Post("/api/auth/guest");
        request.Headers.Add("Origin", _front.Address.GetLeftPart(UriPartial.Authority));
        (await _front.Anonymous.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_TLS_our_own_pages_are_served()
    {
        using var request = Post("/api/auth/guest");
        request.Headers.Host = "play.example.net";
        request.Headers.Add("Origin", "https://play.example.net");
        (await _front.Anonymous.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static HttpRequestMessage Post(string path) => new(HttpMethod.Post, path) { Content = JsonContent.Create(new { nickname = "Ada" }) };

    private static HttpRequestMessage Preflight(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        return request;
    }
}
