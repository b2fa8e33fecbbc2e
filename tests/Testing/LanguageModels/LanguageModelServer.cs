using System.Collections.Immutable;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace QuizOrleans.Testing.LanguageModels;

/// <summary>
/// Language models that a test scripts, on a free port of the loopback address. Speaks Gemini's generateContent and OpenAI's chat completions, and refuses what the
/// real ones would refuse: a malformed request is answered with 400, and fails the test when the server is disposed.
/// <code>
/// await using var models = await LanguageModelServer.StartAsync();
/// models.Answers(ask => """{"questions":[]}""");
/// models.On(key: "key-1").Next(ModelReply.Overloaded, ModelReply.RateLimited(TimeSpan.FromSeconds(30)));
/// // base addresses: models.Gemini, models.OpenAi
/// </code>
/// </summary>
public sealed partial class LanguageModelServer : IAsyncDisposable
{
    private static readonly GeminiWire GeminiWords = new();
    private static readonly OpenAiWire OpenAiWords = new();

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<ModelScript> _scripts = [new(null, null)];
    private readonly List<ModelQuota> _quotas = [];
    private readonly List<ModelCall> _calls = [];
    private readonly List<string> _malformed = [];
    private int _open;

    private LanguageModelServer(WebApplication app, TimeProvider time) => (_app, _time) = (app, time);

    /// <summary>The base address of the Gemini wire.</summary>
    public Uri Gemini => new(Root, "/");

    /// <summary>The base address of the OpenAI wire.</summary>
    public Uri OpenAi => new(Root, "/v1");

    /// <summary>Every well-formed request that was answered or given up, in the order they came.</summary>
    public ImmutableArray<ModelCall> Calls
    {
        get
        {
            lock (_gate) return [.. _calls];
        }
    }

    /// <summary>What was wrong with the requests that were.</summary>
    public ImmutableArray<string> Malformed
    {
        get
        {
            lock (_gate) return [.. _malformed];
        }
    }

    /// <summary>Requests that wait for an answer now.</summary>
    public int Open => Volatile.Read(ref _open);

    private Uri Root => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <param name="time">Counts quotas and dates calls; the real clock without one.</param>
    public static async Task<LanguageModelServer> StartAsync(TimeProvider? time = null, int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new LanguageModelServer(app, time ?? TimeProvider.System);
        app.Run(server.Serve);
        await app.StartAsync();
        return server;
    }

    /// <summary>Says what requests of a key, of a model or all are answered with. The closest script that has something to say counts; without any the answer is <c>{}</c>.</summary>
    public ModelScript On(string? key = null, string? model = null)
    {
        lock (_gate)
        {
            if (_scripts.Find(s => s.IsFor(key, model)) is { } known) return known;
            var script = new ModelScript(key, model);
            _scripts.Add(script);
            _scripts.Sort((a, b) => b.Closeness.CompareTo(a.Closeness));
            return script;
        }
    }

    /// <summary>Answers every request that nothing closer is said about.</summary>
    public LanguageModelServer Answers(Func<ModelAsk, string> write)
    {
        On().Always(ModelReply.Text(write));
        return this;
    }

    /// <summary>Gives the keys of one project a quota, counted for each model; what exceeds it is refused with 429 before any script is asked.</summary>
    public LanguageModelServer Quota(IEnumerable<string> keys, int? perMinute = null, int? perDay = null, string zone = "America/Los_Angeles")
    {
        lock (_gate) _quotas.Add(new ModelQuota(keys.ToHashSet(), perMinute, perDay, TimeZoneInfo.FindSystemTimeZoneById(zone)));
        return this;
    }

    /// <summary>For tests that send malformed requests on purpose.</summary>
    public void ForgiveMalformed()
    {
        lock (_gate) _malformed.Clear();
    }

    /// <exception cref="InvalidOperationException">A request was malformed.</exception>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
        if (Malformed is { IsEmpty: false } faults) throw new InvalidOperationException($"Requests to the language models were malformed: {string.Join("; ", faults.Distinct())}");
    }

    private async Task Serve(HttpContext context)
    {
        IWire wire = context.Request.Path.StartsWithSegments("/v1beta", StringComparison.Ordinal) ? GeminiWords : OpenAiWords;
        Interlocked.Increment(ref _open);
        try
        {
            await Serve(context, wire);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task Serve(HttpContext context, IWire wire)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        try
        {
            StrictJson.Must(context.Request.Method == "POST", "the method is not POST");
            StrictJson.Must(context.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) is true, "the content is not application/json");
            var ask = wire.Read(context.Request, body, _time.GetUtcNow());
            await Reply(context, wire, ask, Choose(ask));
        }
        catch (MalformedRequestException e)
        {
            lock (_gate) _malformed.Add($"{context.Request.Path}: {e.Message}");
            await Deliver(context, wire.Malformed(e.Message));
        }
    }

    private ModelReply Choose(ModelAsk ask)
    {
        lock (_gate)
        {
            foreach (var quota in _quotas)
            {
                if (quota.Take(ask) is { } refusal) return refusal;
            }

            foreach (var script in _scripts)
            {
                if (script.Take(ask) is { } reply) return reply;
            }
        }

        return ModelReply.Text("{}");
    }
}
