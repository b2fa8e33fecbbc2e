using System.Net;
using System.Net.Http.Json;
using QuizOrleans.Testing;
using QuizOrleans.Testing.LanguageModels;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Generation;

/// <summary>What a request to a language model costs its user: one of a few for each that begins, whichever way it was asked for, and nothing for any other.</summary>
public sealed class AiBudgetTests : IAsyncLifetime
{
    private LanguageModelServer _models = null!;
    private TestFront _front = null!;
    private Guest _teacher = null!;
    private HubClient _hub = null!;
    private HttpClient _rest = null!;

    public async Task InitializeAsync()
    {
        _models = (await LanguageModelServer.StartAsync()).Answers(new Author().Reply);
        _front = await TestFront.StartAsync([.. Models.Gemini(_models, "key-one"), "Limits:AiRequests=2"]);
        _teacher = Tokens.Sign($"tess{Guid.NewGuid():N}"[..16], "t1", "teacher");
        _hub = await HubClient.ConnectAsync(new Uri(_front.Address, "/hubs/questions"), _teacher.Token);
        _rest = _front.Rest(_teacher);
    }

    public async Task DisposeAsync()
    {
        _rest.Dispose();
        await _hub.DisposeAsync();
        await _front.DisposeAsync();
        await _models.DisposeAsync();
    }

    [Fact]
    public async Task What_is_refused_costs_nothing()
    {
        for (var n = 0; n < 5; n++)
        {
            (await Refusal(Volcanoes("r1", 99))).ShouldBe("invalid_argument");
            (await Refusal(Volcanoes("no id", 1))).ShouldBe("invalid_argument");
            using var answer = await Post(Volcanoes("r1", 99));
            await answer.ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_argument");
        }

        await _hub.Call("Generate", Volcanoes("r1", 1));
        for (var n = 0; n < 5; n++) (await Refusal(Volcanoes("r1", 2))).ShouldBe("request_taken");
        await _hub.Call("Generate", Volcanoes("r2", 1));
        (await Refusal(Volcanoes("r3", 1))).ShouldBe("rate_limited");
    }

    [Fact]
    public async Task The_same_request_costs_once_and_is_told_when_nothing_is_left()
    {
        for (var n = 0; n < 5; n++)
        {
            await _hub.Call("Generate", Volcanoes("r1", 1));
            (await Post(Volcanoes("r1", 1))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        await _hub.Call("Generate", Volcanoes("r2", 1));
        (await Refusal(Volcanoes("r3", 1))).ShouldBe("rate_limited");
        (await _hub.Call("Generate", Volcanoes("r1", 1))).Text("requestId").ShouldBe("r1");
        (await Post(Volcanoes("r2", 1))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Hub_and_REST_share_it_and_both_say_when_to_come_back()
    {
        await _hub.Call("Generate", Volcanoes("r1", 1));
        (await Post(Volcanoes("r2", 1))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        using var refused = await Post(Volcanoes("r3", 1));
        await refused.ShouldBeProblem(HttpStatusCode.TooManyRequests, "rate_limited");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 300);
        (await Should.ThrowAsync<HubRefusedException>(() => _hub.Call("Generate", Volcanoes("r3", 1)))).Message.ShouldMatch("^rate_limited: .*retry in \\d+ s");
        (await _front.Anonymous.GetStringAsync("/metrics")).ShouldContain("quiz_limits_refused_total{quiz_limit=\"ai\"} 2");
    }

    [Fact]
    public async Task A_room_that_is_not_opened_costs_nothing()
    {
        await using var play = await _front.ConnectAsync(_teacher);
        foreach (var settings in (object[])[new { generate = new { topic = "Volcanoes", count = 99 } }, new { quizId = "quiz", generate = new { topic = "Volcanoes", count = 1 } }, new { generate = new { topic = "Volcanoes", count = 1 }, pace = "none" }])
        {
            for (var n = 0; n < 3; n++) (await Should.ThrowAsync<HubRefusedException>(() => play.Call("CreateRoom", settings))).Code.ShouldBe("invalid_settings");
        }

        object room = new { generate = new { topic = "Volcanoes", count = 1 } };
        await play.Call("CreateRoom", room);
        await _hub.Call("Generate", Volcanoes("r1", 1));
        (await Should.ThrowAsync<HubRefusedException>(() => play.Call("CreateRoom", room))).Code.ShouldBe("rate_limited");
    }

    [Fact]
    public async Task A_flood_of_what_costs_nothing_meets_the_limits_of_messages_and_requests()
    {
        await using var front = await TestFront.StartAsync([.. Models.Gemini(_models, "key-one"), "Limits:AiRequests=2", "Limits:Messages=5", "Limits:Requests=5"]);
        await using var hub = await HubClient.ConnectAsync(new Uri(front.Address, "/hubs/questions"), _teacher.Token);
        using var rest = front.Rest(_teacher);
        var (codes, statuses) = (new List<string>(), new List<HttpStatusCode>());
        for (var n = 0; n < 12; n++)
        {
            codes.Add((await Should.ThrowAsync<HubRefusedException>(() => hub.Call("Generate", Volcanoes("r1", 99)))).Code);
            statuses.Add((await rest.PostAsJsonAsync("/api/questions/generate", Volcanoes("r1", 99))).StatusCode);
        }

        codes[..5].ShouldAllBe(c => c == "invalid_argument");
        codes.ShouldContain("rate_limited");
        statuses[..5].ShouldAllBe(s => s == HttpStatusCode.BadRequest);
        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
    }

    private Task<HttpResponseMessage> Post(object request) => _rest.PostAsJsonAsync("/api/questions/generate", request);

    private static object Volcanoes(string requestId, int count) => new { requestId, topic = "Volcanoes", count };

    private async Task<string> Refusal(object request) => (await Should.ThrowAsync<HubRefusedException>(() => _hub.Call("Generate", request))).Code;
}
