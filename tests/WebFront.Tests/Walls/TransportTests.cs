using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Walls;

/// <summary>HTTPS, proxies, headers, and what never gets into a log.</summary>
public sealed class TransportTests
{
    private const string Proxied = "TRUSTED_PROXIES=127.0.0.1";

    [Fact]
    public async Task In_production_nothing_is_served_in_the_clear()
    {
        await using var front = await TestFront.StartAsync(Proxied);
        using var page = await Ask(front, HttpMethod.Get, "/host?x=1", "203.0.113.9", "http");
        page.StatusCode.ShouldBe(HttpStatusCode.PermanentRedirect);
        page.Headers.Location!.ToString().ShouldBe("https://play.example.net/host?x=1");
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/api/auth/guest"), (HttpMethod.Get, "/api/me"), (HttpMethod.Get, "/hubs/play"), (HttpMethod.Post, "/") })
        {
            using var refused = await Ask(front, method, path, "203.0.113.9", "http");
            await refused.ShouldBeProblem(HttpStatusCode.Forbidden, "https_required");
        }

        using var health = await Ask(front, HttpMethod.Get, "/health/ready", "203.0.113.9", "http");
        health.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_TLS_all_is_served_and_browsers_are_told_to_stay()
    {
        await using var front = await TestFront.StartAsync(Proxied);
        using var page = await Ask(front, HttpMethod.Get, "/health/live", "203.0.113.9", "https");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.GetValues("Strict-Transport-Security").Single().ShouldBe("max-age=31536000");
        using var guest = await Ask(front, HttpMethod.Post, "/api/auth/guest", "203.0.113.9", "https");
        guest.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("TRUSTED_PROXIES=")]
    [InlineData("TRUSTED_PROXIES=192.0.2.7")]
    [InlineData("FORWARDEDHEADERS_ENABLED=true")]
    public async Task What_a_stranger_writes_into_forwarded_headers_is_not_believed(string setting)
    {
        await using var front = await TestFront.StartAsync(setting, "Limits:GuestsPerAddress=2");
        var codes = new List<HttpStatusCode>();
        for (var n = 0; n < 3; n++)
        {
            using var guest = await Ask(front, HttpMethod.Post, "/api/auth/guest", $"203.0.113.{n}", "https");
            codes.Add(guest.StatusCode);
            guest.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
        }

        codes.ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);
    }

    [Fact]
    public async Task Behind_a_proxy_each_address_has_its_own_limits()
    {
        await using var front = await TestFront.StartAsync(Proxied, "Limits:GuestsPerAddress=1");
        foreach (var (address, status) in new[]
                 {
                     ("203.0.113.1", HttpStatusCode.OK), ("203.0.113.2", HttpStatusCode.OK), ("203.0.113.1", HttpStatusCode.TooManyRequests),
                     ("2001:db8:1:2::1", HttpStatusCode.OK), ("2001:db8:1:2:ffff::9", HttpStatusCode.TooManyRequests), ("2001:db8:1:3::1", HttpStatusCode.OK),
                     // What the client itself claimed to come from stands before what the proxy saw.
                     ("198.51.100.1, 203.0.113.2", HttpStatusCode.TooManyRequests),
                 })
        {
            using var guest = await Ask(front, HttpMethod.Post, "/api/auth/guest", address, "https");
            guest.StatusCode.ShouldBe(status, address);
        }
    }

    [Theory]
    [InlineData("TRUSTED_PROXIES=proxy.example.org")]
    [InlineData("TRUSTED_PROXIES=10.0.0.0/99")]
    [InlineData("REQUIRE_HTTPS=maybe")]
    public async Task A_bad_value_stops_the_start(string setting)
    {
        var failure = await Should.ThrowAsync<Exception>(async () =>
        {
            var (app, _) = TestFront.Build(setting);
            await using (app) await app.StartAsync();
        });
        failure.Message.ShouldContain(setting.Split('=')[0]);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/me")]
    [InlineData("/api/nothing")]
    [InlineData("/hubs/play")]
    [InlineData("/health/live")]
    public async Task Every_answer_carries_the_headers_that_keep_browsers_safe(string path)
    {
        var front = await TestFront.SharedAsync();
        using var answer = await front.Anonymous.GetAsync(path);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        policy.ShouldNotContain("*");
        foreach (var (header, value) in new[] { ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin") })
            answer.Headers.GetValues(header).ShouldBe([value], header);
        answer.Headers.GetValues("Permissions-Policy").Single().ShouldContain("camera=()");
        answer.Headers.Contains("Server").ShouldBeFalse();
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        if (path.StartsWith("/api", StringComparison.Ordinal)) answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task A_token_in_the_URL_of_a_hub_reaches_no_log_and_no_trace_at_any_level()
    {
        var seen = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (seen) seen.Add($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)}");
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var front = await TestFront.StartAsync(
            "Logging:LogLevel:Default=Trace", "Logging:LogLevel:Microsoft.AspNetCore=Trace", "Logging:LogLevel:Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher=Trace",
            "Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace");
        var ada = await front.GuestAsync("Ada");
        foreach (var path in new[] { "/hubs/play/negotiate?negotiateVersion=1&access_token=", "/HUBS/play/negotiate?Access_Token=", "/hubs/play?id=x&access%5Ftoken=", "/api/me?access_token=", "/?access_token=" })
        {
            using var request = new HttpRequestMessage(path.Contains("negotiate", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get, path + ada.Token);
            using var answer = await front.Anonymous.SendAsync(request);
            if (path.Contains("negotiate", StringComparison.Ordinal)) answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }

        await using (var hub = await front.ConnectAsync(ada)) await hub.Call("Ping");
        await Should.ThrowAsync<WebSocketException>(() => HubClient.ConnectAsync(front.Hub, ada.Token + "x"));
        await Waiting.Until(() => Task.FromResult(front.Logs.Entries.Count(e => e.Contains("Request finished", StringComparison.Ordinal)) >= 7));

        var secret = ada.Token.Split('.')[2];
        front.Logs.Entries.ShouldContain(e => e.Contains("Request starting", StringComparison.Ordinal) && e.Contains("/hubs/play", StringComparison.Ordinal));
        front.Logs.Entries.ShouldAllBe(e => !e.Contains(secret, StringComparison.Ordinal));
        lock (seen)
        {
            seen.ShouldNotBeEmpty();
            seen.ShouldAllBe(e => !e.Contains(secret, StringComparison.Ordinal));
        }
    }

    private static async Task<HttpResponseMessage> Ask(TestFront front, HttpMethod method, string path, string from, string scheme)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = front.Address };
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Host = "play.example.net";
        request.Headers.Add("X-Forwarded-For", from);
        request.Headers.Add("X-Forwarded-Proto", scheme);
        if (method == HttpMethod.Post) request.Content = JsonContent.Create(new { nickname = "Ada" });
        return await client.SendAsync(request);
    }
}
