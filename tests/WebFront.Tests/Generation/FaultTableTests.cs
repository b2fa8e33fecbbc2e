using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using QuizOrleans.Testing;
using QuizOrleans.Testing.LanguageModels;
using QuizOrleans.WebFront.Tests.Fixtures;
using Xunit.Abstractions;

namespace QuizOrleans.WebFront.Tests.Generation;

/// <summary>
/// Each fault of a provider: what the player, the host and the operator see of it, what somebody is told who asked for himself, and how long it takes. With
/// QUIZ_FAULT_TABLE=1 with the deadlines of the product, and docs/generation.md has what it prints; else with short ones.
/// </summary>
public sealed class FaultTableTests(ITestOutputHelper output)
{
    private static readonly bool IsReal = Environment.GetEnvironmentVariable("QUIZ_FAULT_TABLE") == "1";
    private static readonly double RoomSeconds = IsReal ? 20 : 6;
    private static readonly double RequestSeconds = IsReal ? 30 : 7;

    private static readonly string[] Keys = ["secret-1", "secret-2", "secret-3"];

    /// <param name="Name">As the table says it.</param>
    /// <param name="Arrange">What the provider does.</param>
    /// <param name="Source">Where the room's questions come from.</param>
    /// <param name="Code">What its host is told.</param>
    /// <param name="Asked">What somebody is told who asked for himself; the bank has nothing on the topic.</param>
    /// <param name="Operator">How the keys stand afterwards: each status that occurs; none named where rests are short and may be over.</param>
    private sealed record Row(string Name, Action<LanguageModelServer, Author> Arrange, string Source, string Code, string Asked, params string[] Operator);

    private static readonly Row[] Rows =
    [
        new("none", (_, _) => { }, "model", "ok", "Generated ok", "ready"),
        new("429 with RetryInfo, one key", (m, _) => m.On(key: "secret-1").Always(ModelReply.RateLimited(TimeSpan.FromSeconds(34), "minute", 10)), "model", "ok", "Generated ok", "ready", "resting"),
        new("429 with RetryInfo, all keys", (m, _) => m.On().Always(ModelReply.RateLimited(TimeSpan.FromSeconds(60), "minute", 10)), "packs", "provider_rate_limited", "GenerationFailed keys_resting", "resting"),
        new("429, the day's quota, all keys", (m, _) => m.On().Always(ModelReply.RateLimited(null, "day", 250)), "packs", "provider_rate_limited", "GenerationFailed keys_resting", "resting"),
        new("401, one key", (m, _) => m.On(key: "secret-2").Always(ModelReply.Unauthorized), "model", "ok", "Generated ok", "invalid", "ready"),
        new("400 API_KEY_INVALID, all keys", (m, _) => m.On().Always(ModelReply.KeyInvalid), "packs", "provider_refused", "GenerationFailed no_keys", "invalid"),
        new("403, one key", (m, _) => m.On(key: "secret-3").Always(ModelReply.Forbidden), "model", "ok", "Generated ok", "blocked", "ready"),
        new("400 INVALID_ARGUMENT", (m, _) => m.On().Always(ModelReply.Invalid), "packs", "provider_refused", "GenerationFailed provider_refused", "ready"),
        new("500 once for each key", (m, _) => { foreach (var key in Keys) m.On(key).Next(ModelReply.InternalError); }, "model", "ok", "Generated ok"),
        new("503 overloaded, always", (m, _) => m.On().Always(ModelReply.Overloaded), "packs", "provider_unavailable", "GenerationFailed"),
        new("no candidates", (m, _) => m.On().Always(ModelReply.Empty), "packs", "provider_unreadable", "GenerationFailed provider_unreadable", "ready"),
        new("prompt blocked", (m, _) => m.On().Always(ModelReply.PromptBlocked()), "packs", "content_refused", "GenerationFailed content_refused", "ready"),
        new("answer blocked (SAFETY)", (m, _) => m.On().Always(ModelReply.AnswerBlocked()), "packs", "content_refused", "GenerationFailed content_refused", "ready"),
        new("answer cut off (MAX_TOKENS)", (m, a) => m.On().Always(ModelReply.Text(ask => Cut(a.Reply(ask)))), "model", "ok", "Generated ok", "ready"),
        new("text that is no JSON", (m, _) => m.On().Always(ModelReply.Text("I would rather talk about the weather.")), "packs", "provider_unreadable", "GenerationFailed provider_unreadable", "ready"),
        new("a slow drip, one key", (m, a) => m.On(key: "secret-1").Always(ModelReply.Text(a.Reply).Dripping(TimeSpan.FromSeconds(1))), "model", "ok", "Generated ok", "ready"),
        new("silence, one key", (m, _) => m.On(key: "secret-1").Always(ModelReply.Silence), "model", "ok", "Generated ok", "ready"),
        new("silence, all keys", (m, _) => m.On().Always(ModelReply.Silence), "packs", "timed_out", "GenerationFailed timed_out"),
        new("connection reset", (m, _) => m.On().Always(ModelReply.Reset), "packs", "provider_unavailable", "GenerationFailed"),
        new("a body without end", (m, _) => m.On().Always(ModelReply.Oversized(64L * 1024 * 1024)), "packs", "provider_unreadable", "GenerationFailed provider_unreadable", "ready"),
        new("one wrong key in each batch", (_, a) => a.WrongKeys = 1, "model", "ok", "Generated ok", "ready"),
    ];

    [Fact]
    public async Task Whatever_the_provider_does_the_game_goes_on_and_everybody_hears_what_concerns_him()
    {
        var seen = new List<Seen>();
        foreach (var rows in Rows.Chunk(IsReal ? 3 : 4)) seen.AddRange(await Task.WhenAll(rows.Select(Play)));
        output.WriteLine("| fault | room plays | player saw | host is told | after | who asked for himself is told | after | keys, for the operator | calls |");
        output.WriteLine("|---|---|---|---|--:|---|--:|---|--:|");
        foreach (var s in seen)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {s.Row.Name} | {s.Source} | {s.Player} | `{s.Code}` | {s.RoomTook:0.0} s | {s.Asked}{(s.RetryAfter is { } wait ? $", retry after {wait} s" : "")} | {s.AskTook:0.0} s | {s.Operator} | {s.Calls} |"));
        foreach (var s in seen)
        {
            (s.Source, s.Code).ShouldBe((s.Row.Source, s.Row.Code), s.Row.Name);
            s.Asked.ShouldStartWith(s.Row.Asked, Case.Sensitive, s.Row.Name);
            s.RoomTook.ShouldBeLessThan(RoomSeconds + (IsReal ? 1 : 4), s.Row.Name);
            s.AskTook.ShouldBeLessThan(RequestSeconds + (IsReal ? 1 : 4), s.Row.Name);
            if (s.Row.Operator.Length > 0) s.Operator.Split(", ").Select(o => o.Split(' ')[1]).Distinct().Order().ShouldBe(s.Row.Operator.Order(), s.Row.Name);
        }
    }

    private static async Task<Seen> Play(Row row)
    {
        var author = new Author();
        await using var models = (await LanguageModelServer.StartAsync()).Answers(author.Reply);
        row.Arrange(models, author);
        string[] deadlines = IsReal ? [] :
        [
            $"Rooms:GenerationTime={TimeSpan.FromSeconds(RoomSeconds):c}", $"Generation:RequestTime={TimeSpan.FromSeconds(RequestSeconds):c}",
            "Generation:HedgeAfter=00:00:01", "Generation:SecondPassTime=00:00:02", "Generation:FallbackTime=00:00:00.5",
        ];
        await using var front = await TestFront.StartAsync([.. Models.Gemini(models, Keys), .. deadlines]);
        var host = await front.GuestAsync("Hanna");
        await using var room = await HubClient.ConnectAsync(front.Hub, host.Token);
        await using var ada = await HubClient.ConnectAsync(front.Hub, (await front.GuestAsync("Ada")).Token);

        var clock = Stopwatch.StartNew();
        var created = await room.Call("CreateRoom", new { countdownSeconds = 0, generate = new { topic = "Xylography of Ruritania", count = 5 } });
        var pin = created.Text("pin");
        await ada.Call("JoinRoom", pin, "Ada", null);
        await room.Call("StartRoom", pin);
        await ada.Next("QuestionOpened");
        var roomTook = clock.Elapsed.TotalSeconds;
        var told = (await room.Call("Resync", pin)).GetProperty("host").GetProperty("generation");
        var secrets = ada.Frames.Count(f => f.Contains(told.Text("code"), StringComparison.Ordinal) && told.Text("code") != "ok");

        await using var questions = await HubClient.ConnectAsync(new Uri(front.Address, "/hubs/questions"), host.Token);
        clock.Restart();
        await questions.Call("Generate", new { requestId = "r1", topic = "Xylography of Ruritania", count = 5 });
        var end = await questions.NextOf(["Generated", "GenerationFailed"]);
        var askTook = clock.Elapsed.TotalSeconds;

        using var admin = front.Rest(Tokens.Sign("root", "main", "admin"));
        var pool = await admin.GetFromJsonAsync<JsonElement>("/api/admin/keys");
        var keys = pool.List("providers").Single().List("keys").GroupBy(k => k.Text("status")).Select(g => $"{g.Count()} {g.Key}");
        pool.ToString().ShouldNotContain("secret-1", Case.Sensitive, row.Name);
        front.Logs.Entries.ShouldAllBe(e => Keys.All(k => !e.Contains(k, StringComparison.Ordinal)) && !e.Contains("Ruritania", StringComparison.Ordinal) && !e.StartsWith("Error", StringComparison.Ordinal), row.Name);
        return new Seen(
            row, told.Text("source"), secrets == 0 ? "progress, then the game" : "the reason", told.Text("code"), roomTook, $"{(end.Maybe("questions") is null ? "GenerationFailed" : "Generated")} {end.Text("code")}",
            end.Maybe("retryAfter")?.GetInt32(), askTook, string.Join(", ", keys), models.Calls.Length);
    }

    /// <summary>Cut in the middle of the third item; what the second pass says is left whole.</summary>
    private static string Cut(string json) => json.StartsWith("{\"questions\"", StringComparison.Ordinal) ? json[..(json.Length * 2 / 3)] : json;

    private sealed record Seen(Row Row, string Source, string Player, string Code, double RoomTook, string Asked, int? RetryAfter, double AskTook, string Operator, int Calls);
}
