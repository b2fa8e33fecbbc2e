using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Limits;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Walls;

/// <summary>Every limit is reached by one who asks too much, tells when to come back, and leaves his neighbours alone. Windows are short where time has to pass.</summary>
public sealed class LimitTests : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _open = [];
    private TestFront _front = null!;

    [Fact]
    public async Task Messages_over_the_limit_are_refused_until_there_is_room_again()
    {
        await Start("Limits:Messages=5", "Limits:MessageWindow=00:00:05");
        var (ada, bob) = (await Person("Ada"), await Person("Bob"));
        var refused = await Should.ThrowAsync<HubRefusedException>(async () =>
        {
            // Five, and one more for each second that they take.
            for (var n = 0; n < 100; n++) await ada.Call("Ping");
        });
        refused.Message.ShouldBe("rate_limited: Too much at once; retry in 1 s.");
        await bob.Call("Ping");
        await Waiting.Until(async () => await Told(ada, "Ping") == "ok");
        (await Metrics()).ShouldMatch("quiz_limits_refused_total\\{quiz_limit=\"messages\"\\} [1-9]");
    }

    [Fact]
    public async Task All_connections_of_a_user_share_his_limits_and_a_new_one_brings_no_new_ones()
    {
        await Start("Limits:Messages=4");
        var ada = await Person("Ada");
        var again = await Connect(ada.Guest);
        await ada.Call("Ping");
        await again.Call("Ping");
        await again.DisposeAsync();
        var third = await Connect(ada.Guest);
        await third.Call("Ping");
        await third.Call("Ping");
        (await third.Refusal("Ping")).ShouldBe("rate_limited");
        await third.DisposeAsync();
        await ada.DisposeAsync();
        var fourth = await Connect(ada.Guest);
        (await fourth.Refusal("Ping")).ShouldBe("rate_limited");
    }

    [Fact]
    public async Task Those_at_one_address_share_its_figure_and_are_not_put_out_for_each_other()
    {
        await Start("Limits:MessagesPerAddress=20", "Limits:Messages=15", "Limits:RefusalsInRow=3");
        var (ada, bob) = (await Person("Ada"), await Person("Bob"));
        for (var n = 0; n < 14; n++) await ada.Call("Ping");
        var codes = new List<string>();
        for (var n = 0; n < 12; n++) codes.Add(await Told(bob, "Ping"));
        codes.ShouldContain("ok");
        codes.ShouldContain("rate_limited");
        bob.Hub.Closed.IsCompleted.ShouldBeFalse();
        (await Metrics()).ShouldMatch("quiz_limits_refused_total\\{quiz_limit=\"address_messages\"\\} [1-9]");
    }

    [Theory]
    [InlineData("{\"type\":1,\"invocationId\":\"x\",\"target\":\"NoSuchMethod\",\"arguments\":[]}")]
    [InlineData("{\"type\":1,\"invocationId\":\"x\",\"target\":\"WatchRoom\",\"arguments\":[{}]}")]
    public async Task What_cannot_be_called_is_counted_too(string frame)
    {
        await Start("Limits:Messages=3");
        var ada = await Person("Ada");
        var codes = new List<string>();
        for (var n = 0; n < 5; n++)
        {
            var answer = ada.Hub.Expect("x");
            await ada.Hub.SendRaw(frame);
            codes.Add((await Should.ThrowAsync<HubRefusedException>(() => answer)).Code);
        }

        codes.Distinct().Count().ShouldBe(2);
        codes[..3].ShouldNotContain("rate_limited");
        codes[3..].ShouldAllBe(c => c == "rate_limited");
    }

    [Fact]
    public async Task Answers_have_a_limit_of_their_own()
    {
        await Start("Limits:Answers=2");
        await using var room = await TestRoom.OpenAsync(_front);
        var (ada, bob) = (await room.Join("Ada"), await room.Join("Bob"));
        await room.Start();
        for (var n = 0; n < 2; n++) (await ada.Answer(room.Pin, 7, 1)).Text("code").ShouldBe("wrong_question");
        (await ada.Refusal("SubmitAnswer", room.Pin, 0, new { choices = new[] { 1 } })).ShouldBe("rate_limited");
        await ada.Call("Ping");
        (await bob.Answer(room.Pin, 0, 1)).Text("code").ShouldBe("ok");
    }

    [Fact]
    public async Task Looking_for_an_opponent_again_and_again_is_limited()
    {
        await Start("Limits:Tickets=2");
        var ada = await Person("Ada");
        for (var n = 0; n < 2; n++)
        {
            await ada.Call("JoinQueue", new { category = "general" });
            await ada.Call("LeaveQueue");
        }

        (await ada.Refusal("JoinQueue", new { category = "general" })).ShouldBe("rate_limited");
        (await ada.Refusal("ChallengeFriend", new { category = "general" })).ShouldBe("rate_limited");
    }

    [Fact]
    public async Task Who_goes_on_though_he_is_refused_is_cut_off_and_his_neighbour_is_not()
    {
        await Start("Limits:Messages=2", "Limits:RefusalsInRow=5");
        var (ada, bob) = (await Person("Ada"), await Person("Bob"));
        for (var n = 0; n < 50 && !ada.Hub.Closed.IsCompleted; n++)
        {
            try
            {
                await ada.Hub.SendRaw("""{"type":1,"target":"Ping","arguments":[]}""");
            }
            catch (WebSocketException)
            {
                break;
            }
        }

        await ada.Hub.Closed.WaitAsync(HubClient.Patience);
        ada.Hub.Events.ShouldContain(e => e.Name == "Problem" && e.Body.GetProperty("code").GetString() == "rate_limited");
        await bob.Call("Ping");
    }

    [Fact]
    public async Task A_fourth_connection_ends_the_first_which_is_told()
    {
        await Start();
        var first = await Person("Ada");
        var others = new List<Person> { await Connect(first.Guest), await Connect(first.Guest) };
        foreach (var other in others) await other.Call("Ping");
        first.Hub.Closed.IsCompleted.ShouldBeFalse();
        others.Add(await Connect(first.Guest));
        (await first.Next("Problem")).Text("code").ShouldBe("too_many_connections");
        await first.Hub.Closed.WaitAsync(HubClient.Patience);
        // SignalR's clients come back by themselves unless they are told not to.
        first.Hub.Frames.ShouldContain(f => f.StartsWith("{\"type\":7", StringComparison.Ordinal) && !f.Contains("\"allowReconnect\":true", StringComparison.Ordinal));
        foreach (var other in others) await other.Call("Ping");
    }

    [Fact]
    public async Task An_idle_connection_is_told_and_closed_and_one_in_a_room_is_not()
    {
        await Start("Limits:Idle=00:00:00.5");
        await using var room = await TestRoom.OpenAsync(_front);
        var (player, screen) = (await room.Join("Ada"), await room.Watch());
        var idler = await Person("Ida");
        (await idler.Next("Problem")).Text("code").ShouldBe("idle");
        await idler.Hub.Closed.WaitAsync(HubClient.Patience);
        await player.Call("Ping");
        await screen.Call("Ping");
    }

    [Fact]
    public async Task After_its_session_a_connection_is_closed_so_that_it_comes_back()
    {
        await Start("Limits:Session=00:00:00.5");
        await using var room = await TestRoom.OpenAsync(_front);
        (await room.Host.Next("Problem")).Text("code").ShouldBe("session_over");
        await room.Host.Hub.Closed.WaitAsync(HubClient.Patience);
        room.Host.Hub.Frames.ShouldContain(f => f.StartsWith("{\"type\":7", StringComparison.Ordinal) && f.Contains("\"allowReconnect\":true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connections_from_one_address_are_counted_while_they_last()
    {
        await Start("Limits:ConnectionsPerAddress=2");
        var (ada, _) = (await Person("Ada"), await Person("Bob"));
        var cleo = await _front.GuestAsync("Cleo");
        (await Should.ThrowAsync<WebSocketException>(() => _front.ConnectAsync(cleo))).Message.ShouldContain("429");
        await ada.DisposeAsync();
        await Waiting.Until(async () =>
        {
            try
            {
                await (await Connect(cleo)).Call("Ping");
                return true;
            }
            catch (WebSocketException)
            {
                return false;
            }
        });
    }

    [Fact]
    public async Task Guests_from_one_address_are_limited_and_told_when_to_retry()
    {
        await Start("Limits:GuestsPerAddress=3");
        for (var n = 0; n < 3; n++) await _front.GuestAsync($"Guest {n}");
        using var refused = await _front.Anonymous.PostAsJsonAsync("/api/auth/guest", new { nickname = "One more" });
        await refused.ShouldBeProblem(HttpStatusCode.TooManyRequests, "rate_limited");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 300);
        (await Metrics()).ShouldContain("quiz_limits_refused_total{quiz_limit=\"guests\"} 1");
    }

    [Fact]
    public async Task Requests_are_limited_by_user_and_not_by_address()
    {
        await Start("Limits:Requests=5");
        using var ada = _front.Rest(await _front.GuestAsync("Ada"));
        using var bob = _front.Rest(await _front.GuestAsync("Bob"));
        var codes = new List<HttpStatusCode>();
        for (var n = 0; n < 8; n++) codes.Add((await ada.GetAsync("/api/me")).StatusCode);
        codes[..5].ShouldAllBe(c => c == HttpStatusCode.OK);
        codes[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        (await bob.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ada.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_host_has_only_so_many_rooms_open_at_once()
    {
        await Start("Rooms:PerHost=2");
        var host = await Person("Hanna");
        var quizId = await TestRoom.SaveAsync(_front, host.Guest, Quizzes.Choice());
        await host.Call("CreateRoom", new { quizId });
        await host.Call("CreateRoom", new { quizId });
        (await host.Refusal("CreateRoom", new { quizId })).ShouldBe("too_many_rooms");
        var other = await Person("Otto");
        await other.Call("CreateRoom", new { quizId = "pack-geography" });
    }

    [Fact]
    public async Task An_account_can_be_tried_five_times_and_another_one_still()
    {
        await Start();
        var gate = _front.Services.GetRequiredService<SignInGate>();
        Tenancy.Act("main");
        for (var n = 0; n < 5; n++) (await gate.Try("main", "Ada@Example.org")).ShouldBeNull();
        (await gate.Try("main", " ada@example.org")).ShouldNotBeNull().TotalSeconds.ShouldBeInRange(1, 300);
        (await gate.Try("main", "bob@example.org")).ShouldBeNull();
        await gate.Succeeded("main", "ada@example.org");
        (await gate.Try("main", "ada@example.org")).ShouldBeNull();
    }

    [Fact]
    public async Task Guessing_a_password_ends_after_five_tries_from_however_many_addresses_and_says_until_when()
    {
        await Start("TRUSTED_PROXIES=127.0.0.1");
        var codes = new List<string>();
        for (var n = 0; n < 7; n++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/sign-in") { Content = JsonContent.Create(new { email = "ada@example.org", password = $"guess {n}" }) };
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{n}");
            request.Headers.Add("X-Forwarded-Proto", "https");
            using var answer = await _front.Anonymous.SendAsync(request);
            codes.Add((await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).Text("code"));
            if (codes[^1] == "rate_limited") answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 300);
        }

        codes.ShouldBe(["wrong_credentials", "wrong_credentials", "wrong_credentials", "wrong_credentials", "wrong_credentials", "rate_limited", "rate_limited"]);
    }

    [Theory]
    [InlineData("Limits:Messages=0")]
    [InlineData("Limits:Idle=00:00:00")]
    [InlineData("Limits:SignInWindow=2.00:00:00")]
    [InlineData("Rooms:PerHost=0")]
    [InlineData("SignIn:Tries=0")]
    public async Task A_limit_that_makes_no_sense_stops_the_start(string setting)
    {
        var (app, _) = TestFront.Build(setting);
        await using (app) (await Should.ThrowAsync<OptionsValidationException>(() => app.StartAsync())).Message.ShouldContain(setting.Split('=')[0]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _open) await one.DisposeAsync();
        if (_front is not null) await _front.DisposeAsync();
    }

    [Fact]
    public async Task Rooms_whose_questions_are_to_be_written_count_as_requests_to_a_language_model_and_others_do_not()
    {
        await Start("Limits:AiRequests=2");
        var (ada, bob) = (await Person("Ada"), await Person("Bob"));
        object topic = new { generate = new { topic = "Geography", count = 1 } };
        await ada.Call("CreateRoom", topic);
        await ada.Call("CreateRoom", topic);
        (await ada.Refusal("CreateRoom", topic)).ShouldBe("rate_limited");
        await ada.Call("CreateRoom", new { quizId = "pack-geography" });
        await bob.Call("CreateRoom", topic);
        (await Metrics()).ShouldMatch("quiz_limits_refused_total\\{quiz_limit=\"ai\"\\} [1-9]");
    }

    private async Task Start(params string[] settings) => _front = await TestFront.StartAsync(settings);

    private async Task<Person> Person(string nickname) => await Connect(await _front.GuestAsync(nickname));

    private async Task<Person> Connect(Guest guest)
    {
        var person = new Person(guest, await _front.ConnectAsync(guest));
        _open.Add(person);
        return person;
    }

    private Task<string> Metrics() => _front.Anonymous.GetStringAsync("/metrics");

    private static async Task<string> Told(Person person, string method)
    {
        try
        {
            await person.Call(method);
            return "ok";
        }
        catch (HubRefusedException e)
        {
            return e.Code;
        }
    }
}
