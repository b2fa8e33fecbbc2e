using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.LocalSilo;

/// <summary>A connection and the end of its token. The whole front's time is advanced, which only LocalSilo lets a test do.</summary>
public sealed class HubTokenTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTimeProvider _time = new(DateTimeOffset.UtcNow);
    private TestFront _front = null!;

    public async Task InitializeAsync() => _front = await TestFront.StartAsync(_time, "Jwt:AccessLifetime=00:01:00", "Jwt:ClockSkew=00:00:05");

    public async Task DisposeAsync() => await _front.DisposeAsync();

    [Fact]
    public async Task A_player_who_renews_plays_on_in_mid_question()
    {
        await using var room = await TestRoom.OpenWithAsync(_front, new() { ["questionTimeSeconds"] = 300 }, Quizzes.Choice());
        var bob = await room.Join("Bob");
        await room.Start();
        await bob.Next("QuestionOpened");

        _time.Advance(50 * Second);
        foreach (var person in new[] { bob, room.Host }) await person.Call("RenewToken", (await (await _front.RenewAsync(person.Guest.RefreshToken)).SignedIn()).Token);
        _time.Advance(50 * Second);

        (await bob.Answer(room.Pin, 0, 1)).True("accepted").ShouldBeTrue();
        (await bob.Next("QuestionClosed")).GetProperty("you").Int("score").ShouldBeGreaterThan(0);
        foreach (var person in new[] { bob, room.Host })
        {
            person.Hub.Closed.IsCompleted.ShouldBeFalse();
            person.Hub.Events.ShouldAllBe(e => e.Name != "Problem");
        }
    }

    [Fact]
    public async Task One_who_does_not_is_told_refused_and_closed_and_finds_his_seat_when_he_is_back()
    {
        await using var room = await TestRoom.OpenWithAsync(_front, new() { ["questionTimeSeconds"] = 300 }, Quizzes.Choice());
        var bob = await room.Join("Bob");
        var carl = await room.Join("Carl");
        await room.Start();
        await bob.Next("QuestionOpened");
        (await bob.Answer(room.Pin, 0, 1)).True("accepted").ShouldBeTrue();

        _time.Advance(66 * Second);
        (await bob.Next("Problem")).Text("code").ShouldBe("token_expired");
        (await bob.Refusal("Resync", room.Pin)).ShouldBe("token_expired");
        (await bob.Refusal("Ping")).ShouldBe("token_expired");
        _time.Advance(11 * Second);
        await bob.Hub.Closed.WaitAsync(HubClient.Patience);

        var renewed = await (await _front.RenewAsync(bob.Guest.RefreshToken)).SignedIn();
        var back = await room.Connect(new Guest(renewed.Token, renewed.PlayerId, renewed.Nickname));
        var snapshot = await back.Call("Resync", room.Pin);
        snapshot.Text("phase").ShouldBe("question");
        snapshot.GetProperty("you").GetProperty("answer").List("choices").Single().GetInt32().ShouldBe(1);
        carl.Id.ShouldNotBe(back.Id);
    }

    [Fact]
    public async Task Even_then_the_next_token_saves_the_connection()
    {
        var ada = await _front.GuestAsync("Ada");
        await using var hub = await _front.ConnectAsync(ada);
        await hub.Call("Ping");
        _time.Advance(66 * Second);
        await hub.Next("Problem");
        await hub.Call("RenewToken", (await (await _front.RenewAsync(ada.RefreshToken)).SignedIn()).Token);
        _time.Advance(30 * Second);
        await hub.Call("Ping");
        hub.Closed.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Only_the_same_persons_good_token_renews()
    {
        var ada = await _front.GuestAsync("Ada");
        var eve = await _front.GuestAsync("Eve");
        await using var hub = await _front.ConnectAsync(ada);
        (await Refusal(eve.Token)).ShouldBe("forbidden");
        (await Refusal(_front.Services.GetRequiredService<JwtTokens>().Issue(ada.PlayerId, "Ada", "school", "admin").Token)).ShouldBe("forbidden");
        (await Refusal("nonsense")).ShouldBe("unauthenticated");
        (await Refusal("")).ShouldBe("unauthenticated");
        (await Refusal(null)).ShouldBe("unauthenticated");
        (await Refusal(ada.RefreshToken)).ShouldBe("unauthenticated");
        // A good one of one's own, but older: the connection ends with it, not later.
        await hub.Call("RenewToken", ada.Token);

        async Task<string> Refusal(string? token) => (await Should.ThrowAsync<HubRefusedException>(() => hub.Call("RenewToken", token))).Code;
    }

    [Fact]
    public async Task A_token_that_has_ended_opens_nothing()
    {
        var ada = await _front.GuestAsync("Ada");
        _time.Advance(66 * Second);
        using var rest = _front.Rest(ada);
        await (await rest.GetAsync("/api/me")).ShouldBeProblem(System.Net.HttpStatusCode.Unauthorized, "unauthenticated");
        (await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(() => _front.ConnectAsync(ada))).Message.ShouldContain("401");
    }
}
