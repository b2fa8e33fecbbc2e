using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Identity;

public sealed class RefreshTests
{
    [Fact]
    public async Task A_guest_goes_on_as_the_same_player()
    {
        var front = await AccountFront.SharedAsync();
        var guest = await front.GuestAsync("Ada");
        var renewed = await (await front.RenewAsync(guest.RefreshToken)).SignedIn();
        (renewed.PlayerId, renewed.Nickname, renewed.ExpiresInSeconds, renewed.Email).ShouldBe((guest.PlayerId, "Ada", 900, null));
        renewed.RefreshToken.ShouldNotBe(guest.RefreshToken);
        (await (await front.GetAsync("/api/me", renewed.Token)).Content.ReadFromJsonAsync<JsonElement>()).Text("playerId").ShouldBe(guest.PlayerId);
    }

    [Fact]
    public async Task A_guest_takes_another_name_and_keeps_all_he_has()
    {
        var front = await AccountFront.SharedAsync();
        var guest = await front.GuestAsync("Host");
        var named = await (await front.PostAsync("/api/auth/renew", new { refreshToken = guest.RefreshToken, nickname = " Grace " })).SignedIn();
        (named.PlayerId, named.Nickname).ShouldBe((guest.PlayerId, "Grace"));
        (await (await front.GetAsync("/api/me", named.Token)).Content.ReadFromJsonAsync<JsonElement>()).Text("nickname").ShouldBe("Grace");
        (await (await front.RenewAsync(named.RefreshToken)).SignedIn()).Nickname.ShouldBe("Grace");
    }

    [Fact]
    public async Task A_name_comes_also_with_a_token_that_another_tab_was_first_to_use()
    {
        var front = await AccountFront.SharedAsync();
        var guest = await front.GuestAsync("Host");
        var first = await (await front.RenewAsync(guest.RefreshToken)).SignedIn();
        var named = await (await front.PostAsync("/api/auth/renew", new { refreshToken = guest.RefreshToken, nickname = "Grace" })).SignedIn();
        (named.Nickname, named.RefreshToken).ShouldBe(("Grace", first.RefreshToken));
        (await (await front.RenewAsync(first.RefreshToken)).SignedIn()).Nickname.ShouldBe("Grace");
    }

    [Fact]
    public async Task A_name_that_will_not_do_uses_no_token_up_nor_does_an_accounts()
    {
        var front = await AccountFront.SharedAsync();
        var guest = await front.GuestAsync("Ada");
        await (await front.PostAsync("/api/auth/renew", new { refreshToken = guest.RefreshToken, nickname = new string('x', 25) })).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_nickname");
        (await (await front.RenewAsync(guest.RefreshToken)).SignedIn()).Nickname.ShouldBe("Ada");
        var account = await front.AccountAsync();
        await (await front.PostAsync("/api/auth/renew", new { refreshToken = account.RefreshToken, nickname = "Grace" })).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        (await (await front.RenewAsync(account.RefreshToken)).SignedIn()).Nickname.ShouldBe(account.Nickname);
    }

    [Fact]
    public async Task The_same_request_sent_twice_at_once_has_one_answer()
    {
        var front = await AccountFront.SharedAsync();
        var guest = await front.GuestAsync("Ada");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ => await (await front.RenewAsync(guest.RefreshToken)).SignedIn()));
        answers.Select(a => a.RefreshToken).Distinct().Count().ShouldBe(1);
        await (await front.RenewAsync(answers[0].RefreshToken)).SignedIn();
    }

    [Fact]
    public async Task A_token_used_twice_ends_the_sign_in_and_is_told_to_the_audit()
    {
        var front = await AccountFront.SharedAsync();
        var admin = await front.AdminAsync();
        var first = await front.AccountAsync();
        var second = await (await front.RenewAsync(first.RefreshToken)).SignedIn();
        var third = await (await front.RenewAsync(second.RefreshToken)).SignedIn();
        await (await front.RenewAsync(first.RefreshToken)).ShouldBeProblem(HttpStatusCode.Unauthorized, "session_ended");
        await (await front.RenewAsync(third.RefreshToken)).ShouldBeProblem(HttpStatusCode.Unauthorized, "session_ended");
        var entry = (await front.AuditAsync(admin, $"action=token_reused&actor={first.PlayerId}")).ShouldHaveSingleItem();
        (entry.Text("outcome"), entry.Text("address")).ShouldBe(("session_ended", "127.0.0.1"));
    }

    [Fact]
    public async Task Signing_out_ends_this_sign_in_and_no_other()
    {
        var front = await AccountFront.SharedAsync();
        var email = AccountFront.NewEmail();
        var here = await front.AccountAsync(email);
        var elsewhere = await (await front.SignInAsync(email)).SignedIn();
        (await front.PostAsync("/api/auth/sign-out", new { refreshToken = here.RefreshToken })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await front.PostAsync("/api/auth/sign-out", new { refreshToken = here.RefreshToken })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await front.PostAsync("/api/auth/sign-out", new { refreshToken = "nonsense" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await front.RenewAsync(here.RefreshToken)).ShouldBeProblem(HttpStatusCode.Unauthorized, "session_ended");
        await (await front.RenewAsync(elsewhere.RefreshToken)).SignedIn();
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_all()
    {
        var front = await AccountFront.SharedAsync();
        var email = AccountFront.NewEmail();
        SignedIns all = [await front.AccountAsync(email), await (await front.SignInAsync(email)).SignedIn(), await (await front.SignInAsync(email)).SignedIn()];
        (await front.PostAsync("/api/auth/sign-out-everywhere", new { }, all[1].Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        foreach (var one in all) await (await front.RenewAsync(one.RefreshToken)).ShouldBeProblem(HttpStatusCode.Unauthorized, "session_ended");
        await (await front.PostAsync("/api/auth/sign-out-everywhere", new { })).ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task A_guest_who_signs_out_is_forgotten()
    {
        var front = await AccountFront.SharedAsync();
        var guest = await front.GuestAsync("Ada");
        (await front.PostAsync("/api/auth/sign-out", new { refreshToken = guest.RefreshToken })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await front.GetAsync("/api/me", guest.Token)).ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("main.")]
    [InlineData("main.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("main.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("a/b.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_refresh_token_is_refused(string? token)
    {
        var front = await AccountFront.SharedAsync();
        await (await front.PostAsync("/api/auth/renew", new { refreshToken = token })).ShouldBeProblem(HttpStatusCode.Unauthorized, "session_ended");
    }

    [Fact]
    public async Task A_refresh_token_opens_nothing_and_an_access_token_renews_nothing()
    {
        var front = await AccountFront.SharedAsync();
        var guest = await front.GuestAsync("Ada");
        await (await front.GetAsync("/api/me", guest.RefreshToken)).ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        await (await front.RenewAsync(guest.Token)).ShouldBeProblem(HttpStatusCode.Unauthorized, "session_ended");
        // Another tenant's name before the same secret finds nothing.
        await (await front.RenewAsync(guest.RefreshToken.Replace("main.", "school.", StringComparison.Ordinal))).ShouldBeProblem(HttpStatusCode.Unauthorized, "session_ended");
        await (await front.RenewAsync(guest.RefreshToken)).SignedIn();
    }

    private sealed class SignedIns : List<WebFront.Endpoints.SignedInAnswer>;
}
