using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Identity;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Endpoints;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Identity;

/// <summary>What is over is over at once: connections are told and closed, and access tokens count no longer, whatever their own end says.</summary>
public sealed class SignedOutTests : IAsyncDisposable
{
    private readonly List<HubClient> _open = [];
    private TestFront _front = null!;

    [Fact]
    public async Task Signing_out_everywhere_ends_every_connection_and_nobody_elses()
    {
        _front = await AccountFront.SharedAsync();
        var email = AccountFront.NewEmail();
        SignedInAnswer[] ada = [await _front.AccountAsync(email), await (await _front.SignInAsync(email)).SignedIn()];
        HubClient[] adas = [await Connect(ada[0]), await Connect(ada[1])];
        var bob = await Connect(await _front.AccountAsync());
        (await _front.PostAsync("/api/auth/sign-out-everywhere", new { }, ada[1].Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        foreach (var hub in adas) await IsToldAndClosed(hub);
        foreach (var one in ada) await OpensNothing(one);
        await bob.Call("Ping");
    }

    [Fact]
    public async Task Signing_out_ends_the_connections_of_this_sign_in_only()
    {
        _front = await AccountFront.SharedAsync();
        var email = AccountFront.NewEmail();
        var (here, elsewhere) = (await _front.AccountAsync(email), await (await _front.SignInAsync(email)).SignedIn());
        var (first, second) = (await Connect(here), await Connect(elsewhere));
        // A connection that was renewed is still of the same sign-in.
        here = await (await _front.RenewAsync(here.RefreshToken)).SignedIn();
        await first.Call("RenewToken", here.Token);
        (await _front.PostAsync("/api/auth/sign-out", new { refreshToken = here.RefreshToken })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await IsToldAndClosed(first);
        await OpensNothing(here);
        await second.Call("Ping");
        (await _front.GetAsync("/api/account", elsewhere.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        // Nor does the token of the ended one carry the other's connection on.
        (await Should.ThrowAsync<HubRefusedException>(() => second.Call("RenewToken", here.Token))).Code.ShouldBe("unauthenticated");
    }

    [Fact]
    public async Task A_new_password_ends_what_came_by_the_old_one()
    {
        _front = await AccountFront.SharedAsync();
        var ada = await _front.AccountAsync();
        var hub = await Connect(ada);
        var next = await (await _front.PostAsync("/api/account/password", new { current = AccountFront.Password, password = "green kettle, fast train" }, ada.Token)).SignedIn();
        await IsToldAndClosed(hub);
        await OpensNothing(ada);
        (await _front.GetAsync("/api/account", next.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await Connect(next)).Call("Ping");
    }

    [Fact]
    public async Task A_deleted_account_has_no_connection()
    {
        _front = await AccountFront.SharedAsync();
        var ada = await _front.AccountAsync();
        var hub = await Connect(ada);
        (await _front.PostAsync("/api/account/delete", new { password = AccountFront.Password }, ada.Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await IsToldAndClosed(hub);
        await OpensNothing(ada);
    }

    [Fact]
    public async Task A_token_in_two_hands_ends_the_connections_of_both()
    {
        _front = await AccountFront.SharedAsync();
        var first = await _front.AccountAsync();
        var hub = await Connect(first);
        var second = await (await _front.RenewAsync(first.RefreshToken)).SignedIn();
        await (await _front.RenewAsync(second.RefreshToken)).SignedIn();
        await (await _front.RenewAsync(first.RefreshToken)).ShouldBeProblem(HttpStatusCode.Unauthorized, "session_ended");
        await IsToldAndClosed(hub);
        await OpensNothing(second);
    }

    [Fact]
    public async Task Whoever_finds_out_that_a_sign_in_has_ended_has_found_it_out_for_all()
    {
        await using var front = await TestFront.StartAsync([.. AccountFront.Settings, "Jwt:SessionFresh=00:05:00"]);
        _front = front;
        var ada = await _front.AccountAsync();
        // This front believes the token now, for five minutes, and is told nothing of its end elsewhere.
        (await _front.GetAsync("/api/account", ada.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Tenancy.Act("main");
        await _front.Services.GetRequiredService<IGrainFactory>().GetGrain<ISignInGrain>("main/sign-in").SignOutEverywhere(ada.PlayerId, null, default);
        (await _front.GetAsync("/api/account", ada.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        // A new connection is asked about.
        await KeepsNoConnection(ada);

        await OpensNothing(ada);
    }

    [Fact]
    public async Task A_guest_who_makes_an_account_stays_connected()
    {
        _front = await AccountFront.SharedAsync();
        var guest = await _front.GuestAsync("Gus");
        var hub = await HubClient.ConnectAsync(_front.Hub, guest.Token);
        _open.Add(hub);
        var account = await (await _front.PostAsync("/api/auth/accounts", new { email = AccountFront.NewEmail(), password = AccountFront.Password, nickname = "Gus", refreshToken = guest.RefreshToken })).SignedIn();
        await hub.Call("RenewToken", account.Token);
        await hub.Call("Ping");
        (await _front.PostAsync("/api/auth/sign-out", new { refreshToken = account.RefreshToken })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await IsToldAndClosed(hub);
    }

    [Fact]
    public async Task What_another_front_ended_ends_here_within_the_time_that_is_set()
    {
        await using var front = await TestFront.StartAsync([.. AccountFront.Settings, "Jwt:SessionFresh=00:00:02"]);
        _front = front;
        var ada = await _front.AccountAsync();
        (await _front.GetAsync("/api/account", ada.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Tenancy.Act("main");
        await _front.Services.GetRequiredService<IGrainFactory>().GetGrain<ISignInGrain>("main/sign-in").SignOutEverywhere(ada.PlayerId, null, default);
        // This front was told nothing, as nobody is connected, and may believe the token for a while. A connection it looks at more closely.
        await KeepsNoConnection(ada);

        await Waiting.Until(async () => (await _front.GetAsync("/api/account", ada.Token)).StatusCode is HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_platforms_user_signs_out_everywhere_too()
    {
        _front = await AccountFront.SharedAsync();
        var token = Tokens.Sign($"platform-{Guid.NewGuid():N}", "academy", "player").Token;
        var hub = await HubClient.ConnectAsync(_front.Hub, token);
        _open.Add(hub);
        await hub.Call("Ping");
        (await _front.PostAsync("/api/auth/sign-out-everywhere", new { }, token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await IsToldAndClosed(hub);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var hub in _open) await hub.DisposeAsync();
    }

    private async Task<HubClient> Connect(SignedInAnswer who)
    {
        var hub = await HubClient.ConnectAsync(_front.Hub, who.Token);
        _open.Add(hub);
        return hub;
    }

    private static async Task IsToldAndClosed(HubClient hub)
    {
        (await hub.Next("Problem")).Text("code").ShouldBe("signed_out");
        await hub.Closed.WaitAsync(HubClient.Patience);
    }

    /// <summary>Refused, or taken and closed: that depends on what the front believes as it comes.</summary>
    private async Task KeepsNoConnection(SignedInAnswer who)
    {
        try
        {
            await IsToldAndClosed(await Connect(who));
        }
        catch (WebSocketException e)
        {
            e.Message.ShouldContain("401");
        }
    }

    private async Task OpensNothing(SignedInAnswer who)
    {
        await (await _front.GetAsync("/api/account", who.Token)).ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        (await Should.ThrowAsync<WebSocketException>(() => HubClient.ConnectAsync(_front.Hub, who.Token))).Message.ShouldContain("401");
    }
}
