using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuizOrleans.Silo;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Endpoints;
using QuizOrleans.WebFront.Hosting;

namespace QuizOrleans.WebFront.Tests.Fixtures;

/// <summary>The whole product in this process, over real Kestrel on a free loopback port, in memory unless told otherwise.</summary>
public sealed class TestFront : IAsyncDisposable
{
    public const string Secret = "a secret that only these tests know";

    private static readonly Lazy<Task<TestFront>> LazyShared = new(() => StartAsync("Limits:Messages=100000", "Limits:Requests=100000"));

    private readonly WebApplication _app;
    private Task? _stopped;

    private TestFront(WebApplication app, CapturedLogs logs)
    {
        (_app, Logs) = (app, logs);
        Address = new Uri(app.Urls.Single());
        Anonymous = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public Uri Hub => new(Address, "/hubs/play");

    public CapturedLogs Logs { get; }

    /// <summary>REST without a token.</summary>
    public HttpClient Anonymous { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>One for all tests that need no settings of their own. Those that wait by asking again and again are no honest players: see LimitTests for the limits.</summary>
    public static Task<TestFront> SharedAsync() => LazyShared.Value;

    /// <param name="settings">As on the command line: "Rooms:HostGrace=00:00:01".</param>
    public static Task<TestFront> StartAsync(params string[] settings) => StartWithAsync(_ => { }, settings);

    /// <param name="configure">The last word on what the front is made of.</param>
    public static async Task<TestFront> StartWithAsync(Action<WebApplicationBuilder> configure, params string[] settings)
    {
        var (app, logs) = Build(settings, configure);
        await app.StartAsync();
        return new TestFront(app, logs);
    }

    /// <summary>A front, silo and all, whose time stands still until it is advanced.</summary>
    public static Task<TestFront> StartAsync(TimeProvider time, params string[] settings) => StartWithAsync(builder => builder.Services.AddSingleton(time), settings);

    public static (WebApplication App, CapturedLogs Logs) Build(params string[] settings) => Build(settings, _ => { });

    private static (WebApplication App, CapturedLogs Logs) Build(string[] settings, Action<WebApplicationBuilder> configure)
    {
        var logs = new CapturedLogs();
        string[] defaults =
        [
            "URLS=http://127.0.0.1:0", "ENVIRONMENT=Production", "DATABASE_URL=", "REDIS_URL=", "ALLOWED_ORIGINS=", "PORT=", "GEMINI_API_KEY=", "GROQ_API_KEY=", "OPENAI_BASE_URL=", "OPENAI_MODEL=", $"JWT_SECRET={Secret}",
            $"Orleans:SiloPort={FreePorts.Next()}", $"Orleans:GatewayPort={FreePorts.Next()}",
        ];
        var app = WebFrontApp.Build([.. defaults.Concat(settings).Select(s => $"--{s}")], builder =>
        {
            builder.AddQuizSilo();
            configure(builder);
            builder.Logging.ClearProviders().AddProvider(logs);
        });
        return (app, logs);
    }

    public async Task<Guest> GuestAsync(string nickname)
    {
        var answer = await Anonymous.PostAsJsonAsync("/api/auth/guest", new { nickname });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<SignedInAnswer>())!;
        return new Guest(token.Token, token.PlayerId, token.Nickname) { RefreshToken = token.RefreshToken };
    }

    public Task<HubClient> ConnectAsync(Guest guest) => HubClient.ConnectAsync(Hub, guest.Token);

    /// <summary>REST with a guest's token.</summary>
    public HttpClient Rest(Guest guest) => new()
    {
        BaseAddress = Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", guest.Token) },
    };

    /// <summary>As SIGTERM does.</summary>
    public Task StopAsync() => _stopped ??= Task.Run(() => _app.StopAsync());

    public async ValueTask DisposeAsync()
    {
        Anonymous.Dispose();
        await StopAsync();
        await _app.DisposeAsync();
    }
}

public sealed record Guest(string Token, string PlayerId, string Nickname)
{
    public string RefreshToken { get; init; } = "";
}
